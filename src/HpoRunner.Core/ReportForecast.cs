namespace HpoRunner;

/// <summary>
/// How long a report takes with so many trials, from those that were written while the run went on: as long as the last one, and for each
/// trial more what the last two differed by, per trial. Charts cost the same for any number, tables and page grow with it.
/// </summary>
internal sealed class ReportForecast
{
    private ReportWritten? _last;
    private ReportWritten? _before;

    public void Learn(ReportWritten report)
    {
        if (report.Problem is not null)
            return;
        // Of a report with as many trials as the last only the longer one teaches anything.
        if (_last is { } last && report.Trials <= last.Trials)
            _last = last with { Took = last.Took > report.Took ? last.Took : report.Took };
        else
            (_before, _last) = (_last, report);
    }

    /// <summary>Null before the first report.</summary>
    public TimeSpan? Expect(int trials)
    {
        if (_last is not { } last)
            return null;
        var perTrial = _before is { } before ? (last.Took - before.Took) / (last.Trials - before.Trials) : TimeSpan.Zero;
        return last.Took + (Math.Max(0, trials - last.Trials) * (perTrial > TimeSpan.Zero ? perTrial : TimeSpan.Zero));
    }
}
