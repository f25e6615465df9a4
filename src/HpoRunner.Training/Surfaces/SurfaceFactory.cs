namespace HpoRunner.Training.Surfaces;

/// <summary>From the name in an experiment file to the surface.</summary>
public static class SurfaceFactory
{
    /// <summary>Each with what it is there to show.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("quadratic", "a bowl that is condition times as steep across as along"),
        ("ravine", "steep walls along a bent floor with hardly any slope (Rosenbrock)"),
        ("saddle", "a way down that leads onto a saddle between two minima"),
        ("double_well", "a local minimum on the way to the lowest one"),
        ("plateau", "a hole in a plain where gradients are almost zero"),
        ("cliff", "a gentle slope that ends at a wall, whose gradient throws the point back"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(row => row.Name)];

    /// <summary>What a surface is there to show.</summary>
    public static string MeaningOf(string name) => All.First(row => row.Name == name).Meaning;

    /// <summary>What condition is unless given; null for a surface without it.</summary>
    public static double? DefaultCondition(string name) => name switch
    {
        "quadratic" => QuadraticSurface.DefaultCondition,
        "ravine" => RavineSurface.DefaultCondition,
        _ when Names.Contains(name) => null,
        _ => throw Unknown(name),
    };

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="condition">At least 1; looked at by surfaces that have a default for it.</param>
    public static Surface Create(string name, double condition) => name switch
    {
        "quadratic" => new QuadraticSurface(condition),
        "ravine" => new RavineSurface(condition),
        "saddle" => new SaddleSurface(),
        "double_well" => new DoubleWellSurface(),
        "plateau" => new PlateauSurface(),
        "cliff" => new CliffSurface(),
        _ => throw Unknown(name),
    };

    private static ArgumentOutOfRangeException Unknown(string name) => new(nameof(name), name, "no such surface");
}
