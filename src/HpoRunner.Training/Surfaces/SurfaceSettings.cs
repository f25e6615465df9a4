using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training.Surfaces;

/// <summary>One setting of every parameter of <see cref="SurfaceParameters"/>, checked and typed.</summary>
public sealed class SurfaceSettings
{
    private readonly SurfacePoint _start;
    private readonly double _startSpread;

    private SurfaceSettings(string surface, IReadOnlyDictionary<string, Scalar> given)
    {
        var table = SurfaceParameters.On(surface);
        Surface = SurfaceFactory.Create(surface, SurfaceFactory.DefaultCondition(surface) is null ? 1 : Real("condition"));
        IsNewton = given.TryGetValue("optimizer", out var optimizer) && optimizer.ToString() == DampedNewton.Name;
        // What they share with networks, in the networks' own types; for Newton, whose name no network knows, schedule and epochs.
        var shared = given.Where(pair => SurfaceParameters.IsShared(pair.Key) && !(IsNewton && pair.Key is "optimizer" or "learning_rate"))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        shared["epochs"] = given.TryGetValue("epochs", out var epochs) ? epochs : table.Find("epochs")!.Default;
        if (IsNewton)
            shared["learning_rate"] = Real("learning_rate");
        Training = TrainerSettings.From(shared);
        _start = new SurfacePoint(Real("start_x"), Real("start_y"));
        _startSpread = Real("start_spread");
        GradientNoise = Real("gradient_noise");
        Damping = Real("damping");
        Tolerance = Real("tolerance");

        double Real(string name) =>
            (given.TryGetValue(name, out var value) ? value : table.DefaultOf(name, IsNewton ? DampedNewton.Name : "adam")).AsNumber;
    }

    public Surface Surface { get; }

    /// <summary>Optimizer, schedule, clipping and number of updates.</summary>
    public TrainerSettings Training { get; }

    public bool IsNewton { get; }

    /// <summary>Standard deviation of what is added to each element of every gradient.</summary>
    public double GradientNoise { get; }

    public double Damping { get; }

    public double Tolerance { get; }

    /// <exception cref="ArgumentException">
    /// For an unknown name or a value that the table refuses; the message names all of them.
    /// </exception>
    public static SurfaceSettings From(string surface, IReadOnlyDictionary<string, Scalar> parameters)
    {
        var table = SurfaceParameters.On(surface);
        var faults = parameters
            .Select(pair =>
                table.Find(pair.Key) is { } row ? row.Check(pair.Value) : $"{pair.Key} is not a parameter on a surface")
            .OfType<string>()
            .Concat(table.Rules.Select(rule => rule.Check(parameters)).OfType<string>())
            .ToList();
        return faults.Count == 0
            ? new SurfaceSettings(surface, parameters)
            : throw new ArgumentException(string.Join("; ", faults), nameof(parameters));
    }

    /// <summary>The start, moved by start_spread times two draws from N(0, 1).</summary>
    public SurfacePoint StartFrom(ulong seed)
    {
        var random = RandomStream.Derive(seed, "start");
        return new(_start.X + (_startSpread * random.NextNormal()), _start.Y + (_startSpread * random.NextNormal()));
    }

    internal SurfaceRule CreateRule(SurfaceObjective objective, ulong seed) =>
        IsNewton ? new NewtonRule(objective, this)
        : OptimizerFactory.GradientRules.Contains(Training.Optimizer)
            ? new GradientRule(objective, OptimizerFactory.Create(Training, SurfaceObjective.Length), this, seed)
            : new ObjectiveRule(objective, OptimizerFactory.CreateForObjective(Training, SurfaceObjective.Length, seed));
}
