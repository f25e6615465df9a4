namespace HpoRunner;

/// <summary>What the process tells its caller; the numbers are promises.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Bug = 1;

    /// <summary>Usage, or an invalid experiment file.</summary>
    public const int Usage = 2;

    public const int BadData = 3;

    /// <summary>No trial succeeded, or too many failed.</summary>
    public const int NothingSucceeded = 4;

    /// <summary>Journal or storage.</summary>
    public const int Storage = 5;

    public const int Locked = 6;

    /// <summary>A needed tool, or what the system must allow.</summary>
    public const int ToolMissing = 7;

    /// <summary>Interrupted, resumable: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Terminated, resumable: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
