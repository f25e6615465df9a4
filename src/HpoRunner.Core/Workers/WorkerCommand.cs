namespace HpoRunner.Workers;

/// <summary>How a worker is started: the program and its arguments, never a shell. A launcher (srun, ssh) is a prefix of it.</summary>
internal sealed record WorkerCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the coordinator's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The running program itself with other arguments.</summary>
    public static WorkerCommand ThisProgram(params string[] arguments)
    {
        var (file, all) = HpoRunner.ThisProgram.With(arguments);
        return new WorkerCommand(file, all);
    }
}
