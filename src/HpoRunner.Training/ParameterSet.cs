using HpoRunner.Training.Surfaces;

namespace HpoRunner.Training;

/// <summary>
/// The parameters that an experiment's trainer takes: those of the built-in network, or those of a descent on a surface. Reading, search
/// and report ask it and know nothing of the trainers.
/// </summary>
public abstract class ParameterSet
{
    /// <summary>In the order in which the documentation lists them.</summary>
    public abstract IReadOnlyList<ParameterDefinition> All { get; }

    public abstract IReadOnlyList<ParameterRule> Rules { get; }

    /// <param name="surface">One of <see cref="SurfaceFactory.Names"/>; null for the network.</param>
    public static ParameterSet Of(string? surface) => surface is null ? NetworkParameters.Instance : SurfaceParameters.On(surface);

    public ParameterDefinition? Find(string name) => All.FirstOrDefault(row => row.Name == name);

    /// <summary>The row of whichever trainer knows the name; bounds are the same wherever two do, but for epochs.</summary>
    public static ParameterDefinition? FindAnywhere(string name) =>
        SurfaceFactory.Names.Select(surface => Of(surface)).Prepend(Of(null))
            .Select(set => set.Find(name)).FirstOrDefault(row => row is not null);

    /// <summary>What a parameter is when nobody says, beside this optimizer: several have a default for each.</summary>
    public abstract Scalar DefaultOf(string name, string optimizer);

    /// <summary>
    /// What an unknown name most likely meant: what other libraries call it, else the nearest in spelling; null for neither.
    /// </summary>
    public string? Meant(string name) =>
        NamesElsewhere.OfParameter(name) is { } ours && Find(ours.Split(' ', ':')[0]) is not null
            ? ours
            : NearestName.Find(name, All.Select(row => row.Name));

    /// <summary>Null when the names go together, else which of them do not.</summary>
    public abstract string? Contradiction(IEnumerable<string> names);

    /// <summary>Why a name that only another trainer knows is none here; null for a name that none knows.</summary>
    public abstract string? Elsewhere(string name);
}
