using System.Globalization;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Fuzz;

/// <summary>Reads the corpus and then inputs made from it into one parser, and says what came of it.</summary>
internal sealed class Campaign(string parser, IReadOnlyList<byte[]> corpus, ulong seed, TextWriter output)
{
    // Enough to go on from, few enough that no single lineage takes over.
    private const int PoolLimit = 2000;
    private const int MostFailures = 20;

    private readonly List<byte[]> _pool = [.. corpus];
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, Answer> _failures = [];
    private int _inputs;
    private long _bytes;
    private double _slowest;

    /// <summary>Returns the number of different failures.</summary>
    /// <param name="keep">Whether failing inputs are kept in the corpus, made as small as they can be.</param>
    public int Run(long bytes, bool keep)
    {
        using var child = new ChildProcess(parser);
        foreach (var input in corpus)
            Try(child, input, keep);
        var mutator = new Mutator(parser, RandomStream.Derive(seed, parser));
        while (_bytes < bytes && _failures.Count < MostFailures)
            Try(child, mutator.Mutate(_pool), keep);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{parser}: {_inputs} inputs, {_bytes / 1e6:F2} MB, seed {seed}: {_failures.Count} failures, {_seen.Count} outcomes, the slowest took {_slowest:F0} ms of processor time"));
        return _failures.Count;
    }

    private void Try(ChildProcess child, byte[] input, bool keep)
    {
        var answer = child.Give(input);
        if (answer.Verdict == Verdict.Slow)
            // The first inputs pay for the compiler, and a collection may strike anywhere: slow is what is slow twice.
            answer = child.Give(input);
        _inputs++;
        _bytes += input.Length;
        _slowest = Math.Max(_slowest, answer.Milliseconds);
        if (answer.Verdict != Verdict.Fine)
            Report(child, input, answer, keep);
        else if (_seen.Add(answer.What) && _pool.Count < PoolLimit && input.Length < Mutator.LongestKept)
            _pool.Add(input);
    }

    private void Report(ChildProcess child, byte[] input, Answer answer, bool keep)
    {
        if (!_failures.TryAdd(answer.Failure, answer))
            return;
        output.WriteLine($"{parser}: {answer.Verdict}: {answer.What}");
        if (!keep)
            return;
        var small = Minimizer.Minimize(
            input,
            shorter => child.Give(shorter) is { Verdict: not Verdict.Fine } other && other.Failure == answer.Failure);
        output.WriteLine($"{parser}: kept {small.Length} of {input.Length} bytes as {Path.GetFileName(Corpus.Keep(parser, small))}");
    }
}
