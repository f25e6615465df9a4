using System.Globalization;

namespace HpoRunner.Experiments;

/// <summary>One thing that is wrong with an experiment file (or, as a warning, looks wrong).</summary>
/// <param name="Line">From 1; 0 when the file as a whole is meant.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">The key that is meant: <c>parameters.batch_size[1]</c>; empty when the file as a whole is meant.</param>
internal sealed record ExperimentError(int Line, int Column, string Path, string Message)
{
    /// <summary>
    /// Something that shows only beside the data: which key it is about, not yet where that stands
    /// (<see cref="ExperimentReading.Locate"/>).
    /// </summary>
    public static ExperimentError About(string path, string message) => new(0, 0, path, message);

    /// <summary>The command-line option that gave the value; it takes the place of line and column.</summary>
    public string? Option { get; init; }

    /// <summary>No error of its own, only that there are more.</summary>
    public bool IsRemark { get; init; }

    /// <summary><c>file:line:column: path: message</c>, or <c>--option value: path: message</c>.</summary>
    public string ToText(string file)
    {
        var where = Option is not null ? Option
            : Line is 0 or int.MaxValue ? file
            : string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}:{Column}");
        return Path.Length == 0 ? $"{where}: {Message}" : $"{where}: {Path}: {Message}";
    }
}
