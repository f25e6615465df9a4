using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Journal;

/// <summary>
/// Any sequence of appending, full disks, killed processes, power cuts and reopening against a simple model: the list of events that were
/// appended. What is read back begins that list, holds all that was acknowledged, and terms count the openings.
/// </summary>
public sealed class JournalModelTests
{
    [Test]
    public void Fault24And30And32And33_AnySequenceOfFaults_LosesAndDoublesNothing() =>
        Prop.ForAll(Commands(), commands => new Model().Run(commands)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Arbitrary<List<Command>> Commands() =>
        (from kind in Gen.Elements(Enum.GetValues<Act>())
         from operation in Gen.Choose(0, 12)
         from byteCount in Gen.OneOf(Gen.Choose(0, 300), Gen.Constant(0), Gen.Constant(int.MaxValue))
         from seed in Gen.Choose(0, 1_000_000)
         select new Command(kind, operation, byteCount, seed)).ListOf().ToArbitrary();

    private enum Act
    {
        Append,
        DiskFull,
        Kill,
        PowerCut,
        FlushFails,
        Reopen,
    }

    /// <param name="Operation">How many operations go well before the fault.</param>
    private sealed record Command(Act Act, int Operation, int ByteCount, int Seed);

    private sealed class Model
    {
        private const int EventsPerCommand = 3;

        private readonly SimulatedDisk _disk = new(SimulatedJournal.HeaderRecord);
        private readonly ManualClock _clock = new(new ManualClock().GetUtcNow(), skipPauses: true);
        private readonly List<JournalEvent> _appended = [];
        private int _acknowledged;
        private int _flushedLength = SimulatedJournal.HeaderRecord.Length;
        private int _lastTerm = 1;

        public void Run(List<Command> commands)
        {
            foreach (var command in commands)
            {
                var writer = Open();
                WriteUnder(command, writer);
                writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
                _disk.Fault = null;
                if (command.Act == Act.PowerCut)
                    LoseUnflushed(command);
            }
            Open().DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        private JournalWriter Open()
        {
            var recovered = SimulatedJournal.Recover(_disk);
            var read = recovered.Entries.Skip(1).Select(entry => SampleEvents.Json(entry.Event)).ToList();
            Assert.That(read, Has.Count.InRange(_acknowledged, _appended.Count));
            Assert.That(read, Is.EqualTo(_appended.Take(read.Count).Select(SampleEvents.Json)));
            Assert.That(recovered.Entries.Select(entry => entry.Term), Is.Ordered);
            Assert.That(recovered.Position.Term, Is.LessThanOrEqualTo(_lastTerm));

            // What was never acknowledged and is not there never happened; what is there, has.
            _appended.RemoveRange(read.Count, _appended.Count - read.Count);
            _acknowledged = read.Count;
            _flushedLength = _disk.Content.Length;
            _lastTerm = recovered.Position.Term + 1;
            return new JournalWriter(_disk, recovered.Position, _lastTerm, _clock);
        }

        private void WriteUnder(Command command, JournalWriter writer)
        {
            var before = _disk.OperationCount;
            _disk.Fault = (number, operation) => Meet(command, number - before, operation);
            try
            {
                for (var i = 0; i < EventsPerCommand && command.Act != Act.Reopen; i++)
                {
                    var journalEvent = new EvaluationStarted(new(_appended.Count, 0, 0), i + 1, command.Seed);
                    _appended.Add(journalEvent);
                    writer.AppendAndWait(journalEvent);
                    _acknowledged = _appended.Count;
                    _flushedLength = _disk.Content.Length;
                }
            }
            catch (JournalFailedException)
            {
                Assert.That(command.Act, Is.Not.EqualTo(Act.Append).And.Not.EqualTo(Act.DiskFull));
            }
        }

        private static DiskFault? Meet(Command command, int operation, DiskOperation kind) => command.Act switch
        {
            Act.DiskFull when operation == command.Operation && kind is (DiskOperation.Write or DiskOperation.Truncate) =>
                new DiskFault(new IOException("full"), command.ByteCount),
            Act.FlushFails when operation >= command.Operation && kind == DiskOperation.Flush => new DiskFault(new IOException("error")),
            Act.Kill or Act.PowerCut when operation >= command.Operation =>
                new DiskFault(new SimulatedCrashException(), operation == command.Operation ? command.ByteCount : 0),
            _ => null,
        };

        private void LoseUnflushed(Command command)
        {
            var unflushed = _disk.Content.Length - _flushedLength;
            if (unflushed <= 0)
                return;
            var random = new RandomStream((ulong)command.Seed);
            var kept = _flushedLength + random.NextInt(unflushed + 1);
            if (random.NextInt(3) == 0)
            {
                _disk.Truncate(kept);
                return;
            }
            var rest = _disk.Content[kept..];
            var zeroed = random.NextInt(2) == 0;
            foreach (ref var value in rest.AsSpan())
                value = zeroed ? (byte)0 : (byte)(value ^ (1 + random.NextInt(255)));
            _disk.Write(kept, rest);
        }
    }
}
