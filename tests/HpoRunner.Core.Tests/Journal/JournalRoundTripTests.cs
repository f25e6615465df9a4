using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace HpoRunner.Journal;

[TestFixture("")]
[TestFixture("de-DE")]
[TestFixture("tr-TR")]
public sealed class JournalRoundTripTests(string culture)
{
    private CultureInfo _before = null!;

    [SetUp]
    public void SetCulture()
    {
        _before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
    }

    [TearDown]
    public void ResetCulture() => CultureInfo.CurrentCulture = _before;

    [Test]
    public void G6_EventsOfEveryKind_ComeBackAsTheyWere() =>
        Prop.ForAll(JournalEventGenerators.Any, journalEvent =>
        {
            var read = SimulatedJournal.Read(
                SimulatedJournal.Bytes([SampleEvents.Header, journalEvent is RunStarted ? new SearchEnded("") : journalEvent]));
            if (journalEvent is RunStarted)
                read = SimulatedJournal.Read(SimulatedJournal.Bytes([journalEvent]));
            Assert.That(Structure.Describe(read[^1].Event), Is.EqualTo(Structure.Describe(journalEvent)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Test]
    public void Records_AreOneLineOfAsciiEach() =>
        Prop.ForAll(JournalEventGenerators.Any, journalEvent =>
        {
            var record = SimulatedJournal.Bytes([journalEvent]);
            return record[^1] == '\n' && record.AsSpan(0, record.Length - 1).IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Test]
    public void Record_KnownEvent_ReadsAsTheDesignSays()
    {
        var line = SimulatedJournal.Lines(SimulatedJournal.Bytes([new EvaluationStarted(new(12, 0, 3), 2, 1)]))[0];

        // The checksum of what stands before ,"crc" (passed as the argument), by these lines of Python:
        // c = 0xffffffff
        // for x in sys.argv[1].encode():
        //     c ^= x
        //     for _ in range(8): c = (c >> 1) ^ 0x82f63b78 if c & 1 else c >> 1
        // print("%08x" % (c ^ 0xffffffff))
        Assert.That(System.Text.Encoding.UTF8.GetString(line), Is.EqualTo(
            "{\"v\":1,\"seq\":1,\"term\":1,\"prev\":\"00000000\",\"at\":\"2026-11-21T02:14:08.0000000Z\","
            + "\"type\":\"evaluation.started\",\"evaluation\":\"12.0.3\",\"attempt\":2,\"worker\":1,\"crc\":\"253b0781\"}\n"));
    }

    [Test]
    public void Events_LoneSurrogate_BecomesTheReplacementCharacter()
    {
        // It has no UTF-8 form; such a text can only come from a broken decoder.
        var read = SimulatedJournal.Read(SimulatedJournal.Bytes([SampleEvents.Header, new SearchEnded("a\uD800b")]));

        Assert.That(((SearchEnded)read[1].Event).Reason, Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void G8_GoldenJournalOfVersion1_OpensForEver()
    {
        var golden = GoldenJournal.Read("golden-v1.jsonl");

        var entries = SimulatedJournal.Read(golden);

        Assert.That(entries.Select(entry => Structure.Describe(entry.Event)), Is.EqualTo(GoldenJournal.Events.Select(Structure.Describe)));
        Assert.That(entries.Select(entry => entry.Term), Is.EqualTo(new[] { 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2 }));
        Assert.That(entries[0].At, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 2, 14, 8, TimeSpan.Zero)));
    }
}
