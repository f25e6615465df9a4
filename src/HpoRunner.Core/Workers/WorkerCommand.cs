namespace HpoRunner.Workers;

/// <summary>How a worker is started: the program and its arguments, never a shell. A launcher (srun, ssh) is a prefix of it.</summary>
internal sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the coordinator's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The running program itself with other arguments, whether it was started by its own host or by <c>dotnet</c>.</summary>
    public static WorkerCommand ThisProgram(params string[] arguments)
    {
        var host =
            System.Environment.ProcessPath ?? throw new PlatformNotSupportedException("the system does not tell the path of this program");
        var byDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new WorkerCommand(host, byDotnet ? [System.Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }
}
