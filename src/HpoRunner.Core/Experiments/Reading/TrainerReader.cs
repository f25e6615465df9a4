using HpoRunner.Experiments.Yaml;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>trainer</c>, and refuses what needs data where there are none.</summary>
internal static class TrainerReader
{
    private static readonly string[] NeedData = ["data", "preprocessing", "final"];

    /// <summary>The surface's name; null for the built-in network.</summary>
    public static string? ReadSurface(Section root)
    {
        var section = root.Open("trainer");
        if (root.Node("trainer") is YamlMapping { Entries.Count: 0 })
            root.Error("trainer", "is empty; name a surface, or leave trainer out for the built-in network");
        return section.Name("surface");
    }

    /// <summary>Of a surface: one score per trial, or one per repeat.</summary>
    public static ValidationSettings ReadRepeats(Section root)
    {
        foreach (var key in NeedData.Where(root.Has))
            root.ErrorAtKey(key, "a surface has no data; leave it out");
        if (root.Has("measurements"))
            root.ErrorAtKey("measurements", "these look into networks; on a surface every update is measured anyway: leave it out");
        var section = root.Open("validation");
        foreach (var entry in section.Entries.Where(entry =>
                entry.Key.Text != "repeats" && ExperimentKeys.Root.Find("validation")!.Find(entry.Key.Text) is not null))
            root.Findings.Error(
                entry.Key.Place, section.PathOf(entry.Key.Text),
                "a surface has no rows to split; allowed here: repeats, with start_spread or gradient_noise");
        return ValidationSettings.WithoutRows((int)(section.Whole("repeats") ?? 1));
    }

    /// <summary>Repeats that all give the same score say nothing.</summary>
    public static void CheckRepeats(Section root, Experiment experiment)
    {
        if (experiment.Surface is not null && experiment.Validation.Repeats > 1 && !experiment.Parameters.Any(IsRandom))
            root.Findings.Error(root.PlaceOfKey("validation"), "validation.repeats",
                "every repeat would be the same; give start_spread (other starts) or gradient_noise a value above 0, or leave repeats out");
    }

    private static bool IsRandom(Parameter parameter) => parameter.Name is "start_spread" or "gradient_noise"
        ? DomainValues.Bounds(parameter.Domain) is not { Max: <= 0 }
        : parameter.Name == "optimizer" && DomainValues.Contains(parameter.Domain, "random_search");
}
