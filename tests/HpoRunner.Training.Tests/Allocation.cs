namespace HpoRunner.Training;

/// <summary>What code allocates on the managed heap.</summary>
internal static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// Bytes of <paramref name="count"/> calls: the least of a few rounds. A collection that falls into a round can add a few kilobytes
    /// to this thread's account; what the code itself allocates is in every round.
    /// </summary>
    public static long OfRepeated(int count, Action action) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
