using Microsoft.Extensions.Logging;

namespace HpoRunner.Hosting;

/// <summary>What people are told while a run goes on is in its log, too, for those who look in the morning.</summary>
internal sealed class LoggedNotices(IRunObserver view, ILogger log) : IRunObserver
{
    private long _logged;

    public void Changed(RunProgress progress)
    {
        foreach (var notice in progress.Notices.Since(_logged))
            log.LogWarning("{Notice}", notice);
        _logged = progress.Notices.Count;
        view.Changed(progress);
    }
}
