using static System.FormattableString;

namespace HpoRunner.Training.Datasets;

/// <summary>How often something was met in a column, and where first.</summary>
internal struct Tally
{
    public long Count { get; private set; }

    public long FirstLine { get; private set; }

    public string FirstText { get; private set; }

    public void Meet(long line, string text)
    {
        if (Count++ == 0)
            (FirstLine, FirstText) = (line, text);
    }

    /// <summary>How a problem at the first line tells of the others: "", " here and in 1 more row".</summary>
    public readonly string Elsewhere => Count == 1 ? "" : Invariant($" here and in {Count - 1} more row{(Count == 2 ? "" : "s")}");

    /// <summary>For a cell whose text is already known not to be the first.</summary>
    public void MeetAgain() => Count++;
}
