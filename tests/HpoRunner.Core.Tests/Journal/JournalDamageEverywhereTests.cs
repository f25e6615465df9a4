using System.Text;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Journal;

/// <summary>Damage at every place of a journal, at random ones, and as much of it as there can be.</summary>
public sealed class JournalDamageEverywhereTests
{
    private static readonly byte[] Journal = SimulatedJournal.Bytes(36);
    private static readonly IReadOnlyList<byte[]> Lines = SimulatedJournal.Lines(Journal);

    [Test]
    public void G5_EverySingleBitFlipped_IsDetectedInItsLine_Fault73()
    {
        var lineOf = Lines.SelectMany((line, index) => Enumerable.Repeat(index + 1, line.Length)).ToArray();
        Assert.That(Journal, Has.Length.InRange(9_000, 12_000));
        for (var bit = 0; bit < Journal.Length * 8; bit++)
        {
            var content = Journal.ToArray();
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            var reader = new JournalReader(new SimulatedDisk(content));
            var read = 0;
            try
            {
                read += reader.Read().Count();
                // Every record is sound and as it was; the flip hit the newline at the very end, and that is said.
                if (bit / 8 != Journal.Length - 1 || read != Lines.Count || reader.Torn != new TornTail(Journal.Length - 1, 1))
                    Assert.Fail($"bit {bit} flipped: not noticed");
            }
            catch (JournalDamagedException exception)
            {
                if (exception.Line != lineOf[bit / 8] || reader.Position.Sequence != exception.Line - 1)
                    Assert.Fail($"bit {bit} flipped in line {lineOf[bit / 8]}: {exception.Message}");
            }
        }
    }

    [Test]
    public void Fault74_CutAtEveryByte_KeepsEveryWholeRecord()
    {
        var whole = 0;
        for (var length = Lines[0].Length; length <= Journal.Length; length++)
        {
            // A record that lacks nothing but its newline is whole.
            if (length == Journal.Length || Journal[length] == '\n')
                whole = Journal.AsSpan(0, length).Count((byte)'\n') + (Journal[length - 1] == '\n' ? 0 : 1);
            var recovered = SimulatedJournal.Recover(new SimulatedDisk(Journal[..length]));
            var expected = Math.Max(whole, 1);
            if (recovered.Entries.Count != expected || recovered.Position.Sequence != expected)
                Assert.Fail($"cut to {length} bytes: {recovered.Entries.Count} records instead of {expected}");
        }
        Assert.That(whole, Is.EqualTo(Lines.Count));
    }

    [Test]
    public void G5_RandomlyDamaged_ThrowsOrReadsWhatWasWritten()
    {
        var random = new RandomStream(20261121);
        var expected = SimulatedJournal.Read(Journal);
        for (var round = 0; round < 3_000; round++)
        {
            var content = Mutate(Journal, random);
            var entries = new List<JournalEntry>();
            try
            {
                entries.AddRange(new JournalReader(new SimulatedDisk(content)).Read());
            }
            catch (JournalException)
            {
                // Said; what was read before is checked all the same.
            }
            Assert.That(entries.SequenceEqual(expected.Take(entries.Count), EntryComparer.Instance), Is.True, $"round {round}");
        }
    }

    [Test]
    public void Read_MegabytesOfRecordBeginnings_IsQuick(
        [Values("{\"v\":", "{\"v\":1,\"crc\":\"00000000\"}", ",\"crc\":\"", "\"}\n")] string text)
    {
        var garbage = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, 4_000_000 / text.Length)));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            Assert.That(SimulatedJournal.Read([.. Lines[0], .. garbage]), Has.Count.EqualTo(1));
        }
        catch (JournalDamagedException exception)
        {
            Assert.That(exception.Line, Is.EqualTo(2));
        }
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "a safety net against a cost that grows with the square");
    }

    private static byte[] Mutate(byte[] content, RandomStream random)
    {
        var start = random.NextInt(content.Length);
        var length = Math.Min(1 + random.NextInt(1 << random.NextInt(10)), content.Length - start);
        var (before, piece, after) = (content[..start], content[start..(start + length)], content[(start + length)..]);
        switch (random.NextInt(4))
        {
            case 0:
                return [.. before, .. after];
            case 1:
                return [.. before, .. piece, .. piece, .. after];
            case 2:
                var other = random.NextInt(content.Length - length + 1);
                return [.. before, .. content.AsSpan(other, length), .. after];
            default:
                foreach (ref var value in piece.AsSpan())
                    value = (byte)random.NextInt(256);
                return [.. before, .. piece, .. after];
        }
    }
}
