namespace HpoRunner.Fuzz;

/// <summary>A parser broke a promise.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);

internal static class Check
{
    public static void That(bool holds, string promise)
    {
        if (!holds)
            throw new BrokenPromiseException(promise);
    }
}
