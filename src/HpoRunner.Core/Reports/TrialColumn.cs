using HpoRunner.Reports.Charts;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>A column of a table of trials: its name and each trial's text in it. Numbers stand right, words left.</summary>
internal sealed record TrialColumn(string Name, Func<ReportTrial, string> Text, bool Numeric = true)
{
    /// <summary>Whether it holds the trials' numbers.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Whether it is shown beside a point that is pointed at.</summary>
    public bool InTip { get; init; }

    /// <summary>
    /// The column of a parameter, formatted as a whole: whole numbers as they are; a log range with three significant digits,
    /// with a power of ten below 0.001; a linear range with as many decimals as a hundredth of it needs; choices with all their digits.
    /// </summary>
    public static TrialColumn OfParameter(ReportModel model, int index)
    {
        var parameter = model.Parameters[index];
        var numbers = new List<double>(model.Trials.Count);
        var isNumeric = true;
        foreach (var trial in model.Trials)
        {
            if (trial.Value(index) is not { } value)
                continue;
            if (value.IsNumber && double.IsFinite(value.AsNumber))
                numbers.Add(value.AsNumber);
            else
                isNumeric = false;
        }
        var format = Format(parameter, numbers);
        return new TrialColumn(parameter.Name, trial => trial.Value(index) switch
        {
            null => "",
            { IsNumber: true } number => format(number.AsNumber),
            var word => ValueText.Of(word),
        }, Numeric: isNumeric) { InTip = true };
    }

    /// <summary>The time of training, with as many decimals as give the middle one three digits.</summary>
    public static TrialColumn OfSeconds(ReportModel model)
    {
        var seconds = model.Trials.Select(trial => trial.Seconds ?? 0).Where(time => time > 0).Order().ToList();
        var decimals = seconds.Count == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(seconds[seconds.Count / 2])), 0, 4);
        return new TrialColumn("seconds", trial => trial.Seconds is { } time ? Figures.Fixed(time, decimals) : "");
    }

    private static Func<double, string> Format(ReportParameter parameter, List<double> numbers)
    {
        if (parameter.Kind is ReportParameterKind.Choice or ReportParameterKind.Fixed)
            return number => ValueText.Of(Scalar.Number(number));
        if (parameter.Whole || numbers.All(number => number == Math.Floor(number)))
            return number => Figures.Fixed(number, number == Math.Floor(number) ? 0 : 2);
        if (parameter.Kind == ReportParameterKind.LogRange)
            return number => number is > 0 and < 1e-3 ? Figures.Scientific(number, 3) : Figures.Significant(number, 3);
        var range = Math.Max(parameter.High - parameter.Low, numbers.Count > 0 ? numbers.Max() - numbers.Min() : 0);
        var decimals = range > 0 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(range)), 0, 8) : 3;
        return number => Figures.Fixed(number, decimals);
    }
}
