using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads a value of a parameter of the built-in trainer by its row of the table, which says whether a number is wanted.</summary>
internal static class ValueReader
{
    /// <summary>Null when the value is wrong; then an error is among the findings.</summary>
    public static Scalar? Read(YamlNode node, string path, ParameterDefinition row, Findings findings)
    {
        if (node is not YamlScalar scalar)
        {
            if (node is not YamlBroken)
                findings.Error(node.Place, path, $"{CoreSchema.Got(node)}; allowed: {row.Allowed}");
            return null;
        }
        var value = Resolve(scalar, row, out var problem);
        if (problem is null && row.Check(value) is { } sentence)
            problem = sentence + Sentence.DidYouMean(row.Meant(scalar.Text));
        if (problem is null)
            return value;
        findings.Error(scalar.Place, path, problem);
        return null;
    }

    private static Scalar Resolve(YamlScalar scalar, ParameterDefinition row, out string? problem)
    {
        problem = null;
        if (row.Kind is ParameterKind.Text or ParameterKind.Name || row.Names.Contains(scalar.Text))
            return scalar.Text;
        if (row.Kind == ParameterKind.Boolean)
        {
            if (CoreSchema.TryBoolean(scalar, out var boolean))
                return boolean;
            problem = row.Names.Count == 0 ? CoreSchema.NotABoolean(scalar) : NotAllowed(scalar, row);
            return scalar.Text;
        }
        if (CoreSchema.TryNumber(scalar, out var number))
            return number;
        problem = CoreSchema.IsNumberLike(scalar) || (scalar.Quoted && Scalar.TryParseNumber(scalar.Text, out _))
            ? CoreSchema.NotANumber(scalar)
            : NotAllowed(scalar, row);
        return scalar.Text;
    }

    private static string NotAllowed(YamlScalar scalar, ParameterDefinition row) =>
        $"{CoreSchema.Quote(scalar)} is not allowed; {row.Name} takes {row.Allowed}{Sentence.DidYouMean(row.Meant(scalar.Text))}";
}
