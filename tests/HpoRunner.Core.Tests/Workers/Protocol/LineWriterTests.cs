using System.Text;

namespace HpoRunner.Workers.Protocol;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LineWriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    private readonly Writes _stream = new();
    private readonly Clock _clock = new();

    [Test]
    public void Send_Message_IsOneWriteOfOneLine()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        writer.Send(HeartbeatMessage.Instance);
        Assert.That(_stream.Texts, Is.EqualTo(new[] { "{\"type\":\"heartbeat\"}\n" }));
    }

    [Test]
    public void SendSoon_FirstMessage_IsWrittenAtOnce()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        writer.SendSoon(HeartbeatMessage.Instance);
        Assert.That(_stream.Texts, Has.Count.EqualTo(1));
    }

    [Test]
    public void SendSoon_RightAfterAWrite_GoesOutWithTheNext()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        writer.Send(HeartbeatMessage.Instance);
        writer.SendSoon(ExitMessage.Instance);
        Assert.That(_stream.Texts, Has.Count.EqualTo(1));
        writer.Send(HeartbeatMessage.Instance);
        Assert.That(_stream.Texts[1], Is.EqualTo("{\"type\":\"exit\"}\n{\"type\":\"heartbeat\"}\n"));
    }

    [Test]
    public void SendSoon_WhenThePatienceIsOver_IsWrittenAtOnce()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        writer.Send(HeartbeatMessage.Instance);
        _clock.Advance(Patience);
        writer.SendSoon(ExitMessage.Instance);
        Assert.That(_stream.Texts, Has.Count.EqualTo(2));
    }

    [Test]
    public void FlushWaiting_WritesWhatWaitsAndNothingElse()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        writer.FlushWaiting();
        writer.Send(HeartbeatMessage.Instance);
        writer.SendSoon(ExitMessage.Instance);
        writer.FlushWaiting();
        writer.FlushWaiting();
        Assert.That(_stream.Texts, Is.EqualTo(new[] { "{\"type\":\"heartbeat\"}\n", "{\"type\":\"exit\"}\n" }));
    }

    [Test]
    public void Send_FromManyThreads_KeepsLinesWhole()
    {
        var writer = new LineWriter(_stream, _clock, Patience);
        Parallel.For(0, 2000, attempt => writer.Send(new StopMessage(new(attempt, 0, 0), attempt)));
        var attempts = string.Concat(_stream.Texts).TrimEnd('\n').Split('\n')
            .Select(line => ((StopMessage)ProtocolJson.Read(Encoding.UTF8.GetBytes(line), out _)!).Attempt);
        Assert.That(attempts, Is.EquivalentTo(Enumerable.Range(0, 2000)));
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan span) => _now += span.Ticks;

        public override long GetTimestamp() => _now;
    }

    private sealed class Writes : MemoryStream
    {
        public List<string> Texts { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer) => Texts.Add(Encoding.UTF8.GetString(buffer));
    }
}
