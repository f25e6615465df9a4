using System.Globalization;

namespace HpoRunner.Benchmarks.Kernels;

/// <summary>
/// <c>-- rounds</c>: answers each line "64-64-64-10 32 0.1" on standard input with the processor seconds of one step, from a round of that
/// many seconds; parameters may follow, as in "64-64-64-10 32 0.1 optimizer=sgd". tests/scripts/peers.py asks it in turn with the peers.
/// </summary>
internal static class StepRounds
{
    public static void Answer(TextReader input, TextWriter output)
    {
        var works = new Dictionary<string, StepWork>();
        while (input.ReadLine() is { } line)
        {
            if (line.Split(' ') is not [var shape, var batch, var seconds, .. var parameters])
                throw new FormatException($"expected a shape, a batch size and seconds, got '{line}'");
            var name = string.Join(' ', [shape, batch, .. parameters]);
            if (!works.TryGetValue(name, out var work))
                works[name] = work = new StepWork(shape, int.Parse(batch, CultureInfo.InvariantCulture), StepWork.Parse(parameters));
            var round = double.Parse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture);
            output.WriteLine(StepTable.Seconds(work.Step, round).ToString("R", CultureInfo.InvariantCulture));
            output.Flush();
        }
        foreach (var work in works.Values)
            work.Dispose();
    }
}
