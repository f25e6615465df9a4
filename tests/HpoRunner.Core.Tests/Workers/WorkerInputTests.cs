using System.IO.Pipes;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Workers;

[Platform("Unix")]
internal sealed class WorkerInputTests
{
    [Test]
    public void Fault19_Send_MoreThanThePipeHolds_NeverBlocksAndAllArrivesOnceItIsRead()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        var input = new WorkerInput(pipe);
        for (var attempt = 0; attempt < 5000; attempt++)
            input.Send(new StopMessage(new(1, 0, 0), attempt));
        Assert.That(input.Written, Is.GreaterThan(10_000).And.LessThan(input.Queued));

        var lines = new LineReader(reader);
        for (var attempt = 0; attempt < 5000; attempt++)
        {
            input.Flush();
            lines.Read(out var line);
            Assert.That(((StopMessage)ProtocolJson.Read(line, out _)!).Attempt, Is.EqualTo(attempt));
        }
        Assert.That(input.Written, Is.EqualTo(input.Queued));
    }

    [Test]
    public void Fault20_Send_ToAClosedPipe_IsBrokenAndNothingWasWritten()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();
        var input = new WorkerInput(pipe);
        input.Send(HeartbeatMessage.Instance);
        Assert.That((input.IsBroken, input.Written), Is.EqualTo((true, 0L)));
    }
}
