using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.RunCharts;

/// <summary>The axis of one searched parameter, and where each trial stands on it; NaN where it has no place there.</summary>
internal sealed record ParameterAxis(string Name, Scale Scale, Func<ReportTrial, double> At)
{
    private const double GoldenTurn = 0.6180339887498949;
    private const double SilverTurn = 0.4142135623730951;

    /// <summary>Choices as strips with the dots spread in them, ranges on a linear or log scale.</summary>
    /// <param name="widestName">Room for a choice's name, in units of the text.</param>
    /// <param name="isUp">Of two axes the second: spread as the first, the dots would stand in a row.</param>
    public static ParameterAxis Of(ReportModel model, int index, double widestName, bool isUp = false)
    {
        var parameter = model.Parameters[index];
        if (parameter.Kind != ReportParameterKind.Choice)
            return OfRange(model, index);
        var names = new BandScale(ShortNames.Of(parameter.Choices.Select(choice => ValueText.Of(choice)).ToList(), widestName));
        return new ParameterAxis(parameter.Name, names,
            trial => ReportImportance.Coordinate(parameter, trial.Value(index)) + Jitter(trial.Number, isUp ? SilverTurn : GoldenTurn));
    }

    /// <summary>A scale over what was searched and whatever a point brought beside it.</summary>
    public static ParameterAxis OfRange(ReportModel model, int index)
    {
        var parameter = model.Parameters[index];
        var log = parameter.Kind == ReportParameterKind.LogRange;
        double At(ReportTrial trial) =>
            trial.Value(index) is { IsNumber: true } value && (!log || value.AsNumber > 0) ? value.AsNumber : double.NaN;
        var numbers = model.Trials.Select(At).Append(parameter.Low).Append(parameter.High)
            .Where(value => double.IsFinite(value) && (!log || value > 0)).ToList();
        return new ParameterAxis(parameter.Name, Over(numbers, log), At);
    }

    /// <summary>
    /// Where a dot stands in its strip, −0.3 to 0.3: multiples of the golden ratio, and of other irrational ones, spread evenly, and are
    /// the same in every report.
    /// </summary>
    public static double Jitter(int number, double turn = GoldenTurn)
    {
        var turns = (number + 0.5) * turn;
        return (turns - Math.Floor(turns) - 0.5) * 0.6;
    }

    private static Scale Over(List<double> numbers, bool log)
    {
        if (numbers.Count == 0)
            return new LinearScale(0, 1);
        if (!log)
            return LinearScale.Over(numbers, 0.02);
        var (low, high) = (numbers.Min(), numbers.Max());
        var pad = Math.Pow(high / low, 0.02);
        return new LogScale(low / pad, high * pad);
    }
}
