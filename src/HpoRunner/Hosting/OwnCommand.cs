using HpoRunner.Workers;

namespace HpoRunner.Hosting;

/// <summary>How this very program is started again as a worker: by its own executable, or by dotnet and its assembly.</summary>
internal static class OwnCommand
{
    public static WorkerCommand Worker()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is unknown");
        var assembly = Path.Combine(AppContext.BaseDirectory, "hpo.dll");
        var isMuxer = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new WorkerCommand(process, isMuxer ? [assembly, "worker"] : ["worker"]);
    }
}
