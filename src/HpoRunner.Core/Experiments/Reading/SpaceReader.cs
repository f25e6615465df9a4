using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>What is searched.</summary>
/// <param name="IsSound">Whether neither it nor any key that was read before it had errors; if not, points were not looked at.</param>
internal sealed record ReadSpace(
    IReadOnlyList<Parameter> Parameters, IReadOnlyList<Constraint> Constraints, IReadOnlyList<Configuration> Points, bool IsSound);

/// <summary>Reads <c>parameters</c>, <c>constraints</c> and <c>points</c>, and judges them together once each reads by itself.</summary>
internal static class SpaceReader
{
    /// <param name="surface">Null for a network.</param>
    /// <param name="errorsBefore">How many there were before the first key's value was read, such as unknown keys.</param>
    public static ReadSpace Read(Section root, string? surface, bool hasData, SearchMethod search, int errorsBefore)
    {
        var findings = root.Findings;
        var table = ParameterSet.Of(surface);
        var parameterReader = new ParametersReader(table, DefaultSearch.For(!hasData), search == SearchMethod.Grid, findings);
        var parameters = parameterReader.Read(root.Node("parameters"));
        var declared = parameterReader.Declared;
        var constraints = new ConstraintReader(table, parameters, declared, findings).Read(root.Node("constraints"));
        if (findings.ErrorCount == errorsBefore)
        {
            RuleChecks.Check(table.Rules, parameters, constraints, root.Node("parameters"), findings);
            EffectChecks.Check(table, parameters, root.Node("parameters"), findings);
        }
        if (findings.ErrorCount > errorsBefore)
            return new ReadSpace(parameters, constraints, [], IsSound: false);
        var points = new PointsReader(table, parameters, declared, constraints, findings).Read(root.Node("points"));
        return new ReadSpace(parameters, constraints, points, IsSound: true);
    }
}
