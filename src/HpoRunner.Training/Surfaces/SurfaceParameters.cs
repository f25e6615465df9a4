using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training.Surfaces;

/// <summary>
/// The parameters of a descent on a surface: the network's rows about optimizers, schedules and clipping as they are, and a few of its own.
/// What differs from surface to surface are the start and the condition.
/// </summary>
public sealed class SurfaceParameters : ParameterSet
{
    private const double Farthest = 1000;

    /// <summary>The network's rows that mean the same here; without data an epoch is one update.</summary>
    private static readonly string[] Shared =
    [
        "optimizer", "learning_rate", "momentum", "momentum_form", "momentum_start", "rho", "beta1", "beta2", "epsilon", "bias_correction",
        "weight_decay", "clip_norm", "clip_value", "epochs", "schedule", "schedule_decay", "schedule_every", "schedule_factor",
        "schedule_pieces", "schedule_end", "schedule_length", "warmup_epochs", "seed",
    ];

    private static readonly Dictionary<string, SurfaceParameters> Sets = SurfaceFactory.Names.ToDictionary(
        name => name,
        name => new SurfaceParameters(name));

    private SurfaceParameters(string surface)
    {
        var start = SurfaceFactory.Create(surface, 1).Start;
        var condition = SurfaceFactory.DefaultCondition(surface);
        All =
        [
            new("start_x", ParameterKind.Real, start.X, "Where the descent starts.") { Min = -Farthest, Max = Farthest },
            new("start_y", ParameterKind.Real, start.Y, "Where the descent starts.") { Min = -Farthest, Max = Farthest },
            new("start_spread", ParameterKind.Real, 0, "Standard deviation by which each repeat's start is moved, the same for all trials.")
            {
                Min = 0, Max = Farthest,
            },
            .. condition is { } steepness ? ConditionRows(steepness) : [],
            .. Shared.Where(name => name != "seed").Select(Row),
            new("damping", ParameterKind.Real, 0, "Raises every curvature before Newton's step (newton).")
            {
                Min = 0, Max = 1e9, UsedWith = ParameterUse.Of("optimizer", DampedNewton.Name),
            },
            new("gradient_noise", ParameterKind.Real, 0, "Standard deviation of noise on each element of every gradient.")
            {
                Min = 0, Max = 1e6, UsedWith = ParameterUse.Except("optimizer", [.. OptimizerFactory.ObjectiveRules, DampedNewton.Name]),
            },
            new("tolerance", ParameterKind.Real, 1e-3, "Height that counts as down, for the metric steps.")
            {
                Min = 0, MinOpen = true, Max = 1e9,
            },
            Row("seed"),
        ];
    }

    public override IReadOnlyList<ParameterDefinition> All { get; }

    public override IReadOnlyList<ParameterRule> Rules => ParameterRule.OnSurfaces;

    /// <summary>The rows of all surfaces together, each name once: where surfaces differ, the default says for which.</summary>
    public static IReadOnlyList<ParameterDefinition> Everywhere { get; } = [.. On("quadratic").All.Select(Merged)];

    /// <param name="surface">One of <see cref="SurfaceFactory.Names"/>.</param>
    public static SurfaceParameters On(string surface) =>
        Sets.TryGetValue(surface, out var set) ? set : throw new ArgumentOutOfRangeException(nameof(surface), surface, "no such surface");

    public override Scalar DefaultOf(string name, string optimizer) => name switch
    {
        "learning_rate" when optimizer == DampedNewton.Name => DampedNewton.DefaultLearningRate,
        "learning_rate" or "rho" or "epsilon" when OptimizerFactory.Names.Contains(optimizer) => ParameterTable.DefaultOf(name, optimizer),
        _ => (Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "not in the table")).Default,
    };

    public override string? Contradiction(IEnumerable<string> names) => null;

    public override string? Elsewhere(string name) =>
        ParameterTable.Find(name) is not null ? $"{name} is a parameter of networks, and has no meaning on a surface; leave it out"
        : name == "condition" ? "this surface has no condition, which is for quadratic and ravine; leave it out" : null;

    /// <summary>Whether <see cref="TrainerSettings"/> reads it.</summary>
    internal static bool IsShared(string name) => Shared.Contains(name);

    /// <summary>Why a network has no Newton; null for any other name.</summary>
    internal static string? OptimizerElsewhere(Scalar name) => name.ToString() == DampedNewton.Name
        ? $"{DampedNewton.Name} needs all second derivatives, which surfaces alone have (trainer: {{surface: ravine}}); "
            + "for a network use lbfgs"
        : null;

    private static ParameterDefinition Merged(ParameterDefinition row)
    {
        var sets = Sets.Where(pair => pair.Value.Find(row.Name) is not null).ToList();
        var defaults = sets.GroupBy(pair => pair.Value.Find(row.Name)!.Default, pair => pair.Key).ToList();
        var isEverywhere = sets.Count == Sets.Count;
        return defaults.Count == 1 && isEverywhere ? row : row with
        {
            Beside = isEverywhere ? null : $"surface: {string.Join(", ", sets.Select(pair => pair.Key))}",
            DefaultText = string.Join("; ", defaults.Select(group => $"{group.Key}: {string.Join(", ", group)}")),
        };
    }

    private static ParameterDefinition Row(string name)
    {
        var row = ParameterTable.Find(name)!;
        return name switch
        {
            "optimizer" => row with { Names = [.. row.Names, DampedNewton.Name], Elsewhere = null },
            "learning_rate" => row with { DefaultText = $"{row.DefaultText}; {DampedNewton.DefaultLearningRate:0}: {DampedNewton.Name}" },
            "clip_norm" or "clip_value" => row with
            {
                UsedWith = ParameterUse.Except("optimizer", [.. OptimizerFactory.ObjectiveRules, DampedNewton.Name]),
            },
            "epochs" => row with { Default = 100, Max = 100_000, Meaning = "Updates." },
            "seed" => row with { Meaning = "Of noise and random draws; the starts stay." },
            _ => row,
        };
    }

    private static ParameterDefinition[] ConditionRows(double steepness) =>
        [new("condition", ParameterKind.Real, steepness, "How many times as steep the surface is across as along.") { Min = 1, Max = 1e6 }];
}
