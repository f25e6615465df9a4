using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// An inequality that a configuration must satisfy to be started, as written in the file. It says nothing about a configuration in
/// which one of its parameters is inactive, nor, for the four orderings, about one in which a side is no number (<c>batch_size: full</c>).
/// </summary>
/// <param name="Left">A parameter's name or a number.</param>
/// <param name="Relation">One of &lt; &lt;= &gt; &gt;= == !=.</param>
/// <param name="Right">A parameter's name, a number or a text.</param>
/// <param name="LeftIsParameter">Whether <paramref name="Left"/> names a parameter.</param>
/// <param name="RightIsParameter">Whether <paramref name="Right"/> names a parameter; else it is the number or text itself.</param>
public sealed record Constraint(Scalar Left, string Relation, Scalar Right, bool LeftIsParameter = true, bool RightIsParameter = true)
{
    /// <summary>The relations, the longer spellings first.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["<=", ">=", "==", "!=", "<", ">"];

    public bool Holds(Configuration configuration)
    {
        var left = LeftIsParameter ? configuration[Left.ToString()] : Left;
        var right = RightIsParameter ? configuration[Right.ToString()] : Right;
        return left is not { } a || right is not { } b || Compare(a, b);
    }

    public override string ToString() => $"{Left} {Relation} {Right}";

    private bool Compare(Scalar left, Scalar right) => Relation switch
    {
        "==" => left == right,
        "!=" => left != right,
        _ when !left.IsNumber || !right.IsNumber => true,
        "<" => left.AsNumber < right.AsNumber,
        "<=" => left.AsNumber <= right.AsNumber,
        ">" => left.AsNumber > right.AsNumber,
        ">=" => left.AsNumber >= right.AsNumber,
        _ => throw new InvalidOperationException($"'{Relation}' is not a relation"),
    };
}
