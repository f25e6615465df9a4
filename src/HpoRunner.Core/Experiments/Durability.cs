namespace HpoRunner.Experiments;

/// <summary>Full: a result is flushed to disk before it counts. Os: it survives a kill, not a power cut.</summary>
public enum Durability
{
    Full,
    Os,
}
