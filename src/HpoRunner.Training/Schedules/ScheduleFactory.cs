namespace HpoRunner.Training.Schedules;

/// <summary>From the name in an experiment file to the schedule.</summary>
internal static class ScheduleFactory
{
    public static IReadOnlyList<string> Names { get; } = ["constant", "step"];

    public static LearningRateSchedule Create(TrainerSettings settings) => settings.Schedule switch
    {
        "constant" => new ConstantSchedule(),
        "step" => new StepSchedule(settings.ScheduleEvery, settings.ScheduleFactor),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Schedule, "no such schedule"),
    };
}
