using System.CommandLine;
using HpoRunner.Commands;
using HpoRunner.Hosting;
using HpoRunner.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;

namespace HpoRunner;

/// <summary>The console app: the command line, and the one place that sees the container.</summary>
internal static class Program
{
    /// <summary>Small, so that little must be loaded before it is known whether that can be.</summary>
    public static Task<int> Main(string[] args) =>
        OpenFileLimit.Problem(workers: 0) is { } problem ? Task.FromResult(OpenFileLimit.Refuse(problem)) : RunAsync(args);

    private static async Task<int> RunAsync(string[] args)
    {
        // Workers start often and should be ready in a blink: they need neither the command line nor a host.
        if (args is ["worker"])
            return await WorkerCommand.RunAsync();
        if (args is ["draw", var folder])
            return DrawCommand.Run(folder);
        StandardStreams.Prepare();
        var root = CommandLine.Build(BuildHost);
        if (Completions.Answer(root, args))
            return ExitCode.Done;
        var parsed = root.Parse(args);
        if (UsageErrors.Of(parsed) is { Count: > 0 } wrong)
            return CommandLine.ReportUsage(parsed, wrong);
        // The host owns the signals; without this, an action would be cut off two seconds after Ctrl-C.
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }

    /// <summary>The host of one run: its background service, its log file, and signals that are ours.</summary>
    private static IHost BuildHost(RunAssignment assignment)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSerilog(LogFile.Open(assignment.Folder), dispose: true);
        builder.Services.AddSingleton(assignment);
        builder.Services.AddSingleton(assignment.Time);
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddSingleton<RunService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunService>());
        return builder.Build();
    }
}
