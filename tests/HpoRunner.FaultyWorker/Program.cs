using System.Runtime.InteropServices;
using HpoRunner.FaultyWorker;
using HpoRunner.Workers;
using HpoRunner.Workers.Protocol;

// A worker process for tests: its first argument says how it misbehaves.
if (args[0] is not ("coordinator" or "coordinator to be stopped" or "outsider"))
    OwnSession.Enter();
var input = Console.OpenStandardInput();
var output = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
var worker = new RawWorker(input, output);
switch (args[0])
{
    case "coordinator":
        await Coordinator.RunAsync(args[1], args[2], input);
        return 0;
    case "coordinator to be stopped":
        await Coordinator.WatchAsync(args[1], args[2]);
        return 0;
    case "hard to end":
        OwnSession.EndWithin(TimeSpan.FromSeconds(0.5));
        Hang.Forever();
        break;
    case "outsider":
    case "honest":
    {
        using var signals = new WorkerSignals();
        var settings = new WorkerSessionSettings { Log = Console.Error.WriteLine, EndWithin = OwnSession.EndWithin };
        var end = await WorkerSession.RunAsync(
            input, output,
            _ => new FaultyEvaluator(),
            TimeProvider.System, settings, signals.Terminated);
        Console.Error.WriteLine($"ended: {end}");
        return WorkerDeath.ExitCodeOf(end);
    }
    case "crash at start":
        Console.Error.WriteLine("no such library: libfast.so");
        return 3;
    case "crash at start once":
    {
        // The file says whether an earlier process came by.
        using (var _ = new FileStream(args[1], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            if (new FileInfo(args[1]).Length == 0)
            {
                File.WriteAllText(args[1], "seen");
                return 3;
            }
        }
        goto case "honest";
    }
    case "die when ready":
        worker.Meet();
        Console.Error.WriteLine("ready for nothing");
        return 4;
    case "other version":
        worker.Meet(version: "0.0.1");
        break;
    case "other data":
        worker.Meet(dataHash: "beef");
        break;
    case "refuse":
        worker.Next();
        worker.Say(new RefusedMessage(ProtocolJson.Protocol, "0.0.1", "data.csv is not there"));
        break;
    case "result then exit 1":
    {
        worker.Meet();
        worker.Say(RawWorker.Result(worker.NextEvaluation(), 5));
        return 1;
    }
    case "exit 0 without result":
        worker.Meet();
        worker.NextEvaluation();
        return 0;
    case "half a line":
    {
        worker.Meet();
        var line = RawWorker.Line(RawWorker.Result(worker.NextEvaluation(), 5));
        worker.Write(line.AsSpan(0, line.Length - 1));
        return 1;
    }
    case "single bytes":
    {
        worker.Meet();
        while (worker.Next() is EvaluateMessage request)
        {
            foreach (var value in RawWorker.Line(RawWorker.Result(request, 5)))
                worker.Write([value]);
        }
        return 0;
    }
    case "endless line":
    {
        worker.Meet();
        worker.NextEvaluation();
        var filling = new byte[1 << 16];
        filling.AsSpan().Fill((byte)'x');
        for (var written = 0L; written < 1L << 30; written += filling.Length)
            worker.Write(filling);
        return 0;
    }
    case "many lines in one":
    {
        worker.Meet();
        var request = worker.NextEvaluation();
        var lines = new List<byte>();
        for (var epoch = 1; epoch <= 10_000; epoch++)
            lines.AddRange(RawWorker.Line(new MeasurementMessage(request.Evaluation, request.Attempt, epoch, new Dictionary<string, double> { ["loss"] = epoch })));
        lines.AddRange(RawWorker.Line(RawWorker.Result(request, 5)));
        worker.Write(lines.ToArray());
        break;
    }
    case "noise":
    {
        worker.Meet();
        var request = worker.NextEvaluation();
        worker.Write([0xC3, 0x28, 0, (byte)'\n', 0x1B, (byte)'[', (byte)'3', (byte)'1', (byte)'m', (byte)'\n']);
        worker.Write(RawWorker.Text("epoch 1: 50 %\r\nepoch 2\r\n{\"type\":\"party\"}\n[]\nnull\n"));
        var line = RawWorker.Line(RawWorker.Result(request, 5));
        worker.Write([.. line[..^1], (byte)'\r', (byte)'\n']);
        break;
    }
    case "only noise":
        worker.Meet();
        worker.NextEvaluation();
        while (true)
            worker.Write(RawWorker.Text("loading… 1 %\n"));
    case "noise on stderr":
    {
        worker.Meet();
        var request = worker.NextEvaluation();
        using (var errors = Console.OpenStandardError())
        {
            // 100 MB a second for a minute, in lines of 10,000.
            var megabyte = RawWorker.Text(string.Concat(Enumerable.Repeat(new string('e', 9_999) + "\n", 100)));
            for (var written = 0L; written < 6_000_000_000; written += megabyte.Length)
                errors.Write(megabyte);
            errors.Write("the last words\n"u8);
        }
        worker.Say(RawWorker.Result(request, 5));
        return 5;
    }
    case "wrong answers":
    {
        worker.Meet();
        while (worker.Next() is EvaluateMessage request)
        {
            worker.Say(RawWorker.Result(request.Evaluation, request.Attempt + 1, 1));
            worker.Say(RawWorker.Result(request.Evaluation with { Trial = 999 }, request.Attempt, 2));
            worker.Say(RawWorker.Result(request, 5));
            worker.Say(RawWorker.Result(request, 6));
        }
        return 0;
    }
    case "strange numbers":
        worker.Meet();
        for (var i = 0; worker.Next() is EvaluateMessage request; i++)
        {
            var value = new[] { "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "1e999", "-1e999" }[i];
            worker.Write(RawWorker.Text($"{{\"type\":\"completed\",\"evaluation\":\"{request.Evaluation}\",\"attempt\":1,\"metrics\":{{\"score\":{value}}},\"epochs\":1,\"seconds\":1}}\n"));
        }
        return 0;
    case "never reads":
        worker.Meet();
        using (new Timer(_ => worker.Say(HeartbeatMessage.Instance), null, 0, 50))
            Hang.Forever();
        break;
    case "closes its input":
        worker.Meet();
        Descriptors.CloseAllLike(0);
        worker.Write(RawWorker.Text("deaf\n"));
        Hang.Forever();
        break;
    case "ignores SIGTERM":
    {
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        worker.Meet();
        using (new Timer(_ => worker.Say(HeartbeatMessage.Instance), null, 0, 50))
        {
            var request = worker.NextEvaluation();
            worker.Say(new StartedMessage(request.Evaluation, request.Attempt));
            Hang.Forever();
        }
        break;
    }
    case "closes its output":
        worker.Meet();
        worker.NextEvaluation();
        Descriptors.CloseAllLike(1);
        Hang.Forever();
        break;
    default:
        Console.Error.WriteLine($"unknown behaviour: {args[0]}");
        return 2;
}
while (worker.Next() is not (null or ExitMessage))
{
}
return 0;
