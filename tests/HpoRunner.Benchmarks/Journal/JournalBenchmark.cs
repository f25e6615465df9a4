using System.Buffers;
using System.Diagnostics;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Journal;

/// <summary>
/// What a journal costs: durable appends of several producers, each waiting for its own; the same without flushes; and the replay of a
/// long journal with its peak of memory. <c>dotnet run -c Release --project tests/HpoRunner.Benchmarks -- journal [folder] [records]</c>.
/// The disk's part dominates the first, so the folder should lie on the disk that is meant.
/// </summary>
internal static class JournalBenchmark
{
    private const int Producers = 8;
    private const int FoldCount = 5;

    public static int Run(string[] args)
    {
        var parent = args.Length > 0 ? args[0] : Path.GetTempPath();
        var recordCount = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"hpo-benchmark-{Environment.ProcessId}")).FullName;
        try
        {
            Flushes(Path.Combine(folder, "flush"), 500);
            Appends(folder, Durability.Full, 4_000);
            Appends(folder, Durability.Os, 200_000);
            var path = Path.Combine(folder, "long.jsonl");
            WriteLong(path, recordCount);
            Replay(path);
            Replay(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Flushes(string path, int count)
    {
        using var storage = FileJournalStorage.Create(path);
        var record = new byte[300];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            storage.Write(i * record.Length, record);
            storage.Flush();
        }
        Print($"the disk alone: a write of {record.Length} bytes and a flush {watch.Elapsed.TotalMicroseconds / count:0} µs");
    }

    private static void Appends(string parent, Durability durability, int countPerProducer)
    {
        var run = RunFolder.ForNewRun(parent, $"appends-{durability}", TimeProvider.System, () => 0);
        var journal = JournalFile.Create(run, Header(), TimeProvider.System, new JournalWriterSettings { Durability = durability });
        var watch = Stopwatch.StartNew();
        Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var i = 0; i < countPerProducer; i++)
                await journal.Writer.Append(Ended(i, producer % FoldCount)).ConfigureAwait(false);
        }))).GetAwaiter().GetResult();
        var seconds = watch.Elapsed.TotalSeconds;
        journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Print($"durability {durability}: {Producers * countPerProducer / seconds:0} appends a second from {Producers} producers that each wait for theirs");
    }

    private static void WriteLong(string path, int recordCount)
    {
        using var storage = FileJournalStorage.Create(path);
        var output = new ArrayBufferWriter<byte>();
        var (previous, offset, at) = (0u, 0L, TimeProvider.System.GetUtcNow());
        var sequence = 0L;
        foreach (var journalEvent in Events().Prepend(Header()).Take(recordCount))
        {
            previous = JournalRecord.Write(
                output, ++sequence, 1, previous, at.AddMilliseconds(sequence), JournalEvents.Write(journalEvent));
            if (output.WrittenCount < 1 << 20 && sequence < recordCount)
                continue;
            storage.Write(offset, output.WrittenSpan);
            offset += output.WrittenCount;
            output.ResetWrittenCount();
        }
        Print($"{recordCount} records, {offset / 1e6:0} MB");
    }

    private static void Replay(string path)
    {
        var (watch, count, score) = (Stopwatch.StartNew(), 0L, 0.0);
        var before = Environment.CpuUsage.TotalTime;
        foreach (var entry in JournalReader.ReadAll(path))
        {
            count++;
            score += entry.Event is EvaluationEnded ended ? ended.Result.Metrics["accuracy"] : 0;
        }
        var (seconds, busy) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        using var process = Process.GetCurrentProcess();
        Print($"replay: {count} records in {seconds:0.00} s, {busy:0.00} s of processor time, {busy / count * 1e9:0} ns each; peak of the process {process.PeakWorkingSet64 / 1e6:0} MB (sum {score:0.0})");
    }

    private static IEnumerable<JournalEvent> Events()
    {
        for (var trial = 0; ; trial++)
        {
            yield return new TrialProposed(trial, TrialOrigin.Search, new Configuration(
                [new("learning_rate", 0.1 / (trial + 3)), new("batch_size", 32), new("beta1", 0.9), new("l2", 1e-4 / (trial + 7)), new("initializer", "he_normal")]));
            for (var fold = 0; fold < FoldCount; fold++)
            {
                yield return new EvaluationStarted(new(trial, 0, fold), 1, fold % 2);
                yield return Ended(trial, fold);
            }
        }
    }

    private static EvaluationEnded Ended(int trial, int fold) => new(
        new(trial, 0, fold),
        1,
        fold % 2,
        new EvaluationResult(
            EvaluationState.Completed,
            new Dictionary<string, double> { ["accuracy"] = 1 - (1.0 / (trial + 3)), ["log_loss"] = 0.3 / (trial + fold + 1), ["macro_f1"] = 1 - (1.1 / (trial + 4)) },
            30,
            1.2 + (fold * 0.01)));

    private static RunStarted Header() => new(
        1,
        "20261121-021407-7f3a",
        new Experiment { Name = "benchmark", Dataset = new DatasetSettings { File = "data.csv", Targets = ["y"] }, Parameters = [] },
        "",
        "",
        "",
        "",
        "",
        "",
        null,
        new DatasetFacts(0, 0, 0, [], "y", []),
        new Provenance("", "", "", 0, null, null, null));

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
