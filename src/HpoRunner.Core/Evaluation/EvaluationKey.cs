using System.Globalization;

namespace HpoRunner.Evaluation;

/// <summary>
/// Which training: one fold of one repeat of one trial, all counted from 0; or the final fit of a trial on all rows but the test
/// rows. Its text form, "12.0.3" or "12.final", is what the worker protocol and log folders use.
/// </summary>
public readonly record struct EvaluationKey(int Trial, int Repeat, int Fold) : IComparable<EvaluationKey>
{
    private const int FinalFold = -1;

    public bool IsFinal => Fold == FinalFold;

    public static EvaluationKey Final(int trial) => new(trial, 0, FinalFold);

    public static EvaluationKey Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length == 2 && parts[1] == "final" && TryNumber(parts[0], out var finalTrial))
            return Final(finalTrial);
        if (parts.Length == 3
            && TryNumber(parts[0], out var trial)
            && TryNumber(parts[1], out var repeat)
            && TryNumber(parts[2], out var fold))
            return new(trial, repeat, fold);
        throw new FormatException($"'{text}' is not an evaluation; it should read like 12.0.3 or 12.final");
    }

    public int CompareTo(EvaluationKey other) => (Trial, Repeat, Fold).CompareTo((other.Trial, other.Repeat, other.Fold));

    public override string ToString() =>
        IsFinal
            ? string.Create(CultureInfo.InvariantCulture, $"{Trial}.final")
            : string.Create(CultureInfo.InvariantCulture, $"{Trial}.{Repeat}.{Fold}");

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
