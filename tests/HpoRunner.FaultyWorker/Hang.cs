namespace HpoRunner.FaultyWorker;

/// <summary>What a hung trainer does: it waits for a signal that nobody gives, until it is killed.</summary>
internal static class Hang
{
    public static void Forever()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
