using HpoRunner.Training.Surfaces;

namespace HpoRunner.Training;

/// <summary>What the built-in network takes: <see cref="ParameterTable"/>.</summary>
internal sealed class NetworkParameters : ParameterSet
{
    public static NetworkParameters Instance { get; } = new();

    public override IReadOnlyList<ParameterDefinition> All => ParameterTable.All;

    public override IReadOnlyList<ParameterRule> Rules => ParameterRule.All;

    public override Scalar DefaultOf(string name, string optimizer) => ParameterTable.DefaultOf(name, optimizer);

    public override string? Contradiction(IEnumerable<string> names) => ParameterTable.Contradiction(names);

    public override string? Elsewhere(string name) =>
        SurfaceFactory.Names.Any(surface => SurfaceParameters.On(surface).Find(name) is not null)
            ? $"{name} is a parameter of surfaces alone (trainer: {{surface: {SurfaceFactory.Names[0]}}}); leave it out"
            : null;
}
