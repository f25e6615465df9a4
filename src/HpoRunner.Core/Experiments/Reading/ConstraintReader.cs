using System.Text.RegularExpressions;
using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>constraints</c>: comparisons of a parameter with another one, a number or, by == and !=, a text.</summary>
internal sealed partial class ConstraintReader(
    ParameterSet table, IReadOnlyList<Parameter> parameters, IReadOnlySet<string> declared, Findings findings)
{
    private const string Form = "a comparison like beta1 < beta2 or batch_size <= 64";

    public IReadOnlyList<Constraint> Read(YamlNode? node)
    {
        if (node is null or YamlBroken)
            return [];
        if (node is not YamlSequence list)
        {
            findings.Error(node.Place, "constraints", $"{CoreSchema.Got(node)}; allowed: a list of comparisons like [beta1 < beta2]");
            return [];
        }
        return
        [
            .. list.Items.TakeWhile(_ => !findings.IsFull).Select((item, i) => ReadOne(item, $"constraints[{i}]")).OfType<Constraint>(),
        ];
    }

    private Constraint? ReadOne(YamlNode node, string path)
    {
        if (node is not YamlScalar scalar)
        {
            if (node is not YamlBroken)
                findings.Error(node.Place, path, $"{CoreSchema.Got(node)}; allowed: {Form}");
            return null;
        }
        var match = Comparison().Match(scalar.Text);
        if (!match.Success)
        {
            findings.Error(node.Place, path, $"{CoreSchema.Quote(scalar)} is not {Form}; relations: {Sentence.List(Constraint.Relations)}");
            return null;
        }
        var before = findings.ErrorCount;
        var relation = match.Groups["relation"].Value;
        var left = match.Groups["left"].Value;
        var right = match.Groups["right"].Value;
        var takesText = relation is "==" or "!=";
        var constraint = new Constraint(Operand(left), relation, Operand(right), IsDeclared(left), IsDeclared(right));
        if (!constraint.LeftIsParameter && !constraint.RightIsParameter && Operand(left).IsNumber && Operand(right).IsNumber)
            findings.Error(node.Place, path, $"{CoreSchema.Show(scalar.Text)} names no parameter; allowed: {Form}");
        if (!constraint.LeftIsParameter && !constraint.Left.IsNumber)
            findings.Error(node.Place, path, Unknown(left));
        if (!constraint.RightIsParameter && !constraint.Right.IsNumber && !(takesText && CanBe(left, constraint.Right)))
            findings.Error(
                node.Place, path,
                takesText && IsDeclared(left) ? $"{left} is never {CoreSchema.Show(right)}{Nearest(right)}" : Unknown(right));
        if (findings.ErrorCount == before && !CanHold(constraint))
            findings.Error(node.Place, path,
                $"can never hold: {Describe(constraint.Left, constraint.LeftIsParameter)}, "
                + $"{Describe(constraint.Right, constraint.RightIsParameter)}");
        return findings.ErrorCount == before ? constraint : null;
    }

    private bool IsDeclared(string name) => declared.Contains(name);

    private static Scalar Operand(string text) => Scalar.TryParseNumber(text, out var number) ? number : text;

    private string Unknown(string name) => $"{CoreSchema.Show(name)} is not among this file's parameters{Nearest(name)}";

    private string Nearest(string name) => Sentence.DidYouMean(name, parameters.Select(known => known.Name));

    private bool CanBe(string parameter, Scalar value) =>
        !parameters.Any(known => known.Name == parameter) || (table.Find(parameter) is { } row && row.Check(value) is null);

    private bool CanHold(Constraint constraint)
    {
        if (BoundsOf(constraint.Left, constraint.LeftIsParameter) is not { } left
            || BoundsOf(constraint.Right, constraint.RightIsParameter) is not { } right)
            return true;
        return constraint.Relation switch
        {
            "<" => left.Min < right.Max,
            "<=" => left.Min <= right.Max,
            ">" => left.Max > right.Min,
            ">=" => left.Max >= right.Min,
            "==" => left.Min <= right.Max && right.Min <= left.Max,
            _ => true,
        };
    }

    private (double Min, double Max)? BoundsOf(Scalar operand, bool isParameter)
    {
        if (!isParameter)
            return operand.IsNumber ? (operand.AsNumber, operand.AsNumber) : null;
        return parameters.FirstOrDefault(known => known.Name == operand.ToString()) is { } parameter
            ? DomainValues.Bounds(parameter.Domain)
            : null;
    }

    private string Describe(Scalar operand, bool isParameter) => BoundsOf(operand, isParameter) is not { } bounds ? operand.ToString()
        : !isParameter ? $"and {operand} is {operand}"
        : bounds.Min == bounds.Max ? $"{operand} is {Scalar.Number(bounds.Min)}"
        : $"{operand} is from {Scalar.Number(bounds.Min)} to {Scalar.Number(bounds.Max)}";

    [GeneratedRegex(@"^\s*(?<left>[^\s<>=!]+)\s*(?<relation><=|>=|==|!=|<|>)\s*(?<right>[^\s<>=!]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
