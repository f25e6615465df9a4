using System.Collections.Concurrent;
using System.Globalization;
using HpoRunner.Journal;
using Serilog;

namespace HpoRunner.Hosting;

/// <summary>
/// Serilog's files in a run's <c>logs</c> folder: one of the coordinator, one per worker; rolled at 10 MiB, five kept of each.
/// </summary>
internal static class LogFile
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const long RollAt = 10 << 20;

    public static Serilog.ILogger Open(RunFolder folder) => OpenNamed(folder, "hpo.log");

    /// <summary>Lines of workers, by number; the files open with the first line.</summary>
    public sealed class OfWorkers(RunFolder folder) : IDisposable
    {
        private readonly ConcurrentDictionary<int, Lazy<Serilog.Core.Logger>> _loggers = new();

        public void Write(int worker, string line) =>
            _loggers
                .GetOrAdd(
                    worker,
                    number => new(() => OpenNamed(folder, string.Create(CultureInfo.InvariantCulture, $"worker-{number}.log"))))
                .Value.Information("{Line:l}", line);

        public void Dispose()
        {
            foreach (var logger in _loggers.Values.Where(logger => logger.IsValueCreated))
                logger.Value.Dispose();
        }
    }

    private static Serilog.Core.Logger OpenNamed(RunFolder folder, string name) =>
        new LoggerConfiguration().WriteTo.File(
            Path.Combine(folder.Logs, name),
            outputTemplate: Line,
            formatProvider: CultureInfo.InvariantCulture,
            fileSizeLimitBytes: RollAt,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: 5,
            hooks: new LogFileHooks()).CreateLogger();
}
