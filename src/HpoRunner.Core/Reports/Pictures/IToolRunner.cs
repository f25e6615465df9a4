namespace HpoRunner.Reports.Pictures;

/// <summary>The border to installed programs.</summary>
internal interface IToolRunner
{
    /// <summary>The full path of a program in the search path; null when it is not installed.</summary>
    string? Find(string name);

    /// <summary>What starts this program with other arguments; null when it is not <c>hpo</c>.</summary>
    (string File, IReadOnlyList<string> Arguments)? Self(IReadOnlyList<string> arguments);

    /// <summary>Runs a program to its end; its exit code and what it wrote to standard error.</summary>
    /// <param name="input">Lines for its standard input, as they come. All are taken, also when the program has ended before.</param>
    Task<(int ExitCode, string Error)> Run(
        string program, IReadOnlyList<string> arguments, IAsyncEnumerable<string> input, CancellationToken cancellation);
}
