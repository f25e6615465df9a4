using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace HpoRunner.Journal;

public sealed class EventReaderTests
{
    private const string Usual =
        "{\"type\":\"evaluation.ended\",\"evaluation\":\"9.0.1\",\"attempt\":1,\"worker\":2,"
        + "\"result\":{\"state\":\"completed\",\"metrics\":"
        + "{\"accuracy\":0.75,\"loss\":-1E-06},\"epochs\":2,\"seconds\":0.25,"
        + "\"curve\":{\"metrics\":[\"accuracy\",\"loss\"],\"epochs\":[1,2],"
        + "\"values\":[[0.5,0.75],[1.5,2]]}},\"retry\":false}";

    private const string Proposed = "{\"type\":\"trial.proposed\",\"trial\":7,\"origin\":\"search\",\"parameters\":"
        + "{\"learning_rate\":0.001,\"hidden\":\"64-32\",\"nesterov\":true,\"l2\":-0}}";

    [TestCase(true)]
    [TestCase(false)]
    public void Read_AnyEventAfterAnother_IsWhatTheSerializerReads(bool withCurves)
    {
        // One reader for all: what it remembers of an event must not show in the next.
        var reader = new EventReader(withCurves);
        Prop.ForAll(JournalEventGenerators.Any, journalEvent => AssertSame(reader, JournalEvents.Write(journalEvent), withCurves))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [TestCase("\"accuracy\":0.75", "\"accuracy\":\"NaN\"")]
    [TestCase("\"accuracy\":0.75", "\"accuracy\":0.75,\"accuracy\":1")]
    [TestCase("\"accuracy\":0.75", "\"a\\u0022b\":0.75")]
    [TestCase("\"accuracy\":0.75,\"loss\":-1E-06", "")]
    [TestCase("\"accuracy\":0.75,\"loss\":-1E-06", "\"loss\":1,\"accuracy\":2")]
    [TestCase("[\"accuracy\",\"loss\"]", "[\"loss\",\"accuracy\"]")]
    [TestCase("[\"accuracy\",\"loss\"]", "[\"accuracy\",null]")]
    [TestCase("[\"accuracy\",\"loss\"]", "7")]
    [TestCase("[0.5,0.75]", "[\"NaN\",\"Infinity\"]")]
    [TestCase("[0.5,0.75]", "[]")]
    [TestCase("[0.5,0.75]", "[0.5, 0.75]")]
    [TestCase("[[0.5,0.75],[1.5,2]]", "[]")]
    [TestCase("]]}}", "]]},\"message\":\"}\"}")]
    [TestCase(",\"curve\":", ",\"later\":1,\"curve\":")]
    [TestCase("\"completed\"", "\"failed\"")]
    [TestCase("\"completed\"", "\"diverged\"")]
    [TestCase("9.0.1", "9.final")]
    [TestCase("9.0.1", "9.0")]
    [TestCase("\"worker\":2", "\"worker\":-2")]
    [TestCase("\"worker\":2", "\"worker\":3000000000")]
    [TestCase("\"seconds\":0.25,", "")]
    [TestCase("\"retry\":false", "\"retry\":true")]
    [TestCase("\"retry\":false", "\"retry\":null")]
    [TestCase("\"retry\":false}", "\"retry\":false,\"later\":0}")]
    public void Read_WrittenOtherwise_IsWhatTheSerializerReads(string usual, string otherwise)
    {
        var payload = Encoding.UTF8.GetBytes(Usual.Replace(usual, otherwise, StringComparison.Ordinal));
        foreach (var withCurves in (bool[])[true, false])
        {
            var reader = new EventReader(withCurves);
            AssertSame(reader, Encoding.UTF8.GetBytes(Usual), withCurves);
            AssertSame(reader, payload, withCurves);
            AssertSame(reader, Encoding.UTF8.GetBytes(Usual), withCurves);
        }
    }

    [TestCase("0.001", "1E-05")]
    [TestCase("0.001", "{\"number\":\"Infinity\"}")]
    [TestCase("0.001", "null")]
    [TestCase("0.001", "\"0.001\"")]
    [TestCase("true", "false")]
    [TestCase("true", "truer")]
    [TestCase("true,\"l2\":-0", "true")]
    [TestCase("\"l2\"", "\"hidden\"")]
    [TestCase("\"l2\"", "\"a\\u0022b\"")]
    [TestCase("\"l2\"", "l2\"")]
    [TestCase("64-32", "a\\u0022b")]
    [TestCase("64-32", "sch\u00f6n")]
    [TestCase("64-32", "a\tb")]
    [TestCase("64-32", "")]
    [TestCase("\"search\"", "\"baseline\"")]
    [TestCase("\"search\"", "\"nobody\"")]
    [TestCase("\"search\"", "\"search\",\"later\":1")]
    [TestCase("}}", "},\"infeasible\":\"a < b\"}")]
    [TestCase("}}", "}")]
    [TestCase(":7,", ":-7,")]
    public void Read_ProposalWrittenOtherwise_IsWhatTheSerializerReads(string usual, string otherwise)
    {
        var reader = new EventReader(withCurves: true);
        AssertSame(reader, Encoding.UTF8.GetBytes(Proposed), true);
        AssertSame(reader, Encoding.UTF8.GetBytes(Proposed.Replace(usual, otherwise, StringComparison.Ordinal)), true);
        AssertSame(reader, Encoding.UTF8.GetBytes(Proposed), true);
    }

    [Test]
    public void Read_WithoutCurves_KeepsTheNamesOfTheirMetrics()
    {
        var curve = ((EvaluationEnded)new EventReader(withCurves: false).Read(Encoding.UTF8.GetBytes(Usual), out _)!).Result.Curve!;

        Assert.That(curve.Metrics, Is.EqualTo(new[] { "accuracy", "loss" }));
        Assert.That(curve.Epochs, Is.Empty);
        Assert.That(curve.Values, Is.Empty);
    }

    private static void AssertSame(EventReader reader, byte[] payload, bool withCurves)
    {
        var read = reader.Read(payload, out var problem);

        var expected = JournalEvents.Read(payload, out var expectedProblem, withCurves);
        Assert.That(problem, Is.EqualTo(expectedProblem));
        Assert.That(Structure.Describe(read), Is.EqualTo(Structure.Describe(expected)));
    }
}
