namespace HpoRunner.Training.Schedules;

/// <summary>The rows of <see cref="ParameterTable"/> about the learning rate over time.</summary>
internal static class ScheduleParameters
{
    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        new("schedule", ParameterKind.Name, "constant", "How the learning rate changes over time t.") { Names = ScheduleFactory.Names },
        new("schedule_decay", ParameterKind.Real, 0.1, "How fast the rate falls: decay, d or k in the schedule's formula.")
        {
            Min = 0, MinOpen = true, Max = 1000,
            DefaultText = "inverse_time 0.1, exponential 0.95, inverse_sqrt 1, natural_exponential 0.05",
            UsedWith = ParameterUse.Of("schedule", "inverse_time", "exponential", "inverse_sqrt", "natural_exponential"),
        },
        new("schedule_every", ParameterKind.Whole, 10, "Time between two changes of the rate (step), or epochs without progress (plateau).")
        {
            Min = 1, Max = 1_000_000, UsedWith = ParameterUse.Of("schedule", "step", "plateau"),
        },
        new("schedule_factor", ParameterKind.Real, 0.5, "What each change multiplies the rate by (step, plateau).")
        {
            Min = 0, MinOpen = true, Max = 1, UsedWith = ParameterUse.Of("schedule", "step", "plateau"),
        },
        new(
            "schedule_pieces", ParameterKind.Text, PiecewiseSchedule.DefaultPieces,
            "From when which factor on the rate holds, as text (piecewise).")
        {
            OwnRule = value => PiecewiseSchedule.Check(value.ToString()),
            TextForm = $"pairs of time and factor in rising order (\"{PiecewiseSchedule.DefaultPieces}\")",
            UsedWith = ParameterUse.Of("schedule", "piecewise"),
        },
        new("schedule_end", ParameterKind.Real, 0.01, "Share of the rate where it stops falling (linear, cosine).")
        {
            Min = 0, Max = 1, DefaultText = "linear 0.01, cosine 0", UsedWith = ParameterUse.Of("schedule", "linear", "cosine"),
        },
        new("schedule_length", ParameterKind.Whole, 0, "Time until the rate stops falling (linear, cosine); 0: the whole training.")
        {
            Min = 0, Max = 1_000_000_000, UsedWith = ParameterUse.Of("schedule", "linear", "cosine"),
        },
        new("schedule_unit", ParameterKind.Name, "epoch", "What the schedule's time counts.")
        {
            Names = ["epoch", "update"], UsedWith = ParameterUse.Except("schedule", "constant", "plateau"),
        },
        new("warmup_epochs", ParameterKind.Whole, 0, "Epochs over which the rate climbs from zero before the schedule begins.")
        {
            Min = 0, Max = 1_000_000,
        },
        new("batch_scaling", ParameterKind.Name, "none", "How the rate grows with the batch size, from 32 rows on.")
        {
            Names = ["none", "linear", "sqrt"],
        },
    ];
}
