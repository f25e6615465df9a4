namespace HpoRunner.Workers;

/// <summary>Why a worker's session ended.</summary>
internal enum SessionEnd
{
    /// <summary>The coordinator said exit.</summary>
    Exit,

    /// <summary>The coordinator's end of the pipes closed: it ended or died.</summary>
    Disconnected,

    /// <summary>The coordinator gave no sign of life for too long.</summary>
    Silence,

    /// <summary>SIGTERM.</summary>
    Terminated,

    /// <summary>This worker cannot work for that coordinator: other versions, or data that cannot be read.</summary>
    Refused,
}
