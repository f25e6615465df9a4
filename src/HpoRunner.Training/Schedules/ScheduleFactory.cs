namespace HpoRunner.Training.Schedules;

/// <summary>From the name in an experiment file to the schedule, and to the defaults that differ between them.</summary>
internal static class ScheduleFactory
{
    public const string Plateau = "plateau";

    public static IReadOnlyList<string> Names { get; } =
    [
        "constant", "inverse_time", "exponential", "inverse_sqrt", "natural_exponential", "step", "piecewise", "linear", "cosine", Plateau,
    ];

    /// <summary>schedule_decay where it is not given; null for a schedule without it.</summary>
    public static double? DefaultDecay(string name) => name switch
    {
        "inverse_time" => InverseTimeSchedule.DefaultDecay,
        "exponential" => ExponentialSchedule.DefaultDecay,
        "inverse_sqrt" => InverseRootSchedule.DefaultDecay,
        "natural_exponential" => NaturalExponentialSchedule.DefaultDecay,
        _ => null,
    };

    /// <summary>schedule_end where it is not given; null for a schedule without it.</summary>
    public static double? DefaultEnd(string name) => name switch
    {
        "linear" => LinearSchedule.DefaultEnd,
        "cosine" => CosineSchedule.DefaultEnd,
        _ => null,
    };

    /// <param name="settings">The schedule's name and its parameters.</param>
    /// <param name="length">The training's length after the warm-up in the unit of t: how far linear and cosine go unless told.</param>
    public static LearningRateSchedule Create(TrainerSettings settings, long length)
    {
        var tau = settings.ScheduleLength > 0 ? settings.ScheduleLength : Math.Max(1, length);
        return settings.Schedule switch
        {
            "constant" => new ConstantSchedule(),
            "inverse_time" => new InverseTimeSchedule(settings.ScheduleDecay),
            "exponential" => new ExponentialSchedule(settings.ScheduleDecay),
            "inverse_sqrt" => new InverseRootSchedule(settings.ScheduleDecay),
            "natural_exponential" => new NaturalExponentialSchedule(settings.ScheduleDecay),
            "step" => new StepSchedule(settings.ScheduleEvery, settings.ScheduleFactor),
            "piecewise" => new PiecewiseSchedule(settings.SchedulePieces),
            "linear" => new LinearSchedule(tau, settings.ScheduleEnd),
            "cosine" => new CosineSchedule(tau, settings.ScheduleEnd),
            Plateau => new PlateauSchedule(settings.ScheduleEvery, settings.ScheduleFactor),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Schedule, "no such schedule"),
        };
    }
}
