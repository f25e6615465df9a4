using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;

namespace HpoRunner.Workers.Protocol;

internal sealed class ProtocolJsonTests
{
    private static readonly EvaluationKey Key = new(12, 0, 3);

    /// <summary>The lines that other programs rely on.</summary>
    private static IEnumerable<TestCaseData> Lines()
    {
        yield return Line(new HelloMessage(
            1, "0.1.0", "/runs/a", 10), """{"type":"hello","protocol":1,"version":"0.1.0","runFolder":"/runs/a","heartbeatSeconds":10}""");
        yield return Line(
            new EvaluateMessage(
                Key, 2, 77, new Configuration([new("learning_rate", 1e-5), new("hidden", "64-64"), new("shuffle", true)]), 2.5),
            """{"type":"evaluate","evaluation":"12.0.3","attempt":2,"seed":77,"parameters":{"learning_rate":1E-05"""
            + ""","hidden":"64-64","shuffle":true},"timeoutSeconds":2.5}""");
        yield return Line(
            new EvaluateMessage(EvaluationKey.Final(4), 1, 0, Configuration.Empty),
            """{"type":"evaluate","evaluation":"4.final","attempt":1,"seed":0,"parameters":{}}""");
        yield return Line(new StopMessage(Key, 2), """{"type":"stop","evaluation":"12.0.3","attempt":2}""");
        yield return Line(ExitMessage.Instance, """{"type":"exit"}""");
        yield return Line(HeartbeatMessage.Instance, """{"type":"heartbeat"}""");
        yield return Line(
            new ReadyMessage(1, "0.1.0", 4711, "node7", "/home/a", "cafe"),
            """{"type":"ready","protocol":1,"version":"0.1.0","pid":4711,"host":"node7","cwd":"/home/a","dataHash":"cafe"}""");
        yield return Line(
            new RefusedMessage(1, "0.1.0", "no data"), """{"type":"refused","protocol":1,"version":"0.1.0","message":"no data"}""");
        yield return Line(new StartedMessage(Key, 2), """{"type":"started","evaluation":"12.0.3","attempt":2}""");
        yield return Line(
            new MeasurementMessage(Key, 2, 5, Metrics(
                double.NaN)), """{"type":"measurement","evaluation":"12.0.3","attempt":2,"epoch":5,"metrics":{"loss":"NaN"}}""");
        yield return Line(
            new CompletedMessage(Key, 2, Metrics(0.25), 30, 1.5),
            """{"type":"completed","evaluation":"12.0.3","attempt":2,"metrics":{"loss":0.25},"epochs":30,"seconds":1.5"""
            + ""","diverged":false}""");
        yield return Line(
            new CompletedMessage(Key, 2, Metrics(double.PositiveInfinity), 3, 1.5, true, "/runs/a/x.json"),
            """{"type":"completed","evaluation":"12.0.3","attempt":2,"metrics":{"loss":"Infinity"},"epochs":3,"seconds":1.5"""
            + ""","diverged":true,"path":"/runs/a/x.json"}""");
        yield return Line(
            new FailedMessage(Key, 2, FailedKind.Infeasible, "exit 77", 1, 0.5),
            """{"type":"failed","evaluation":"12.0.3","attempt":2,"kind":"infeasible","message":"exit 77","epochs":1,"seconds":0.5}""");

        static TestCaseData Line(ProtocolMessage message, string line) => new TestCaseData(message, line).SetArgDisplayNames(line);
    }

    [TestCaseSource(nameof(Lines))]
    public void Write_Message_IsThisLine(ProtocolMessage message, string line) => Assert.That(Text(message), Is.EqualTo(line));

    [TestCaseSource(nameof(Lines))]
    public void Read_ItsLine_IsTheMessage(ProtocolMessage message, string line)
    {
        var read = ProtocolJson.Read(Encoding.UTF8.GetBytes(line), out var error);
        Assert.That(error, Is.Null);
        Assert.That(read, Is.TypeOf(message.GetType()));
        Assert.That(Text(read!), Is.EqualTo(line));
    }

    [TestCase("null", "the metric score is null; allowed: a number, \"NaN\", \"Infinity\" or \"-Infinity\"")]
    [TestCase("\"good\"", "the metric score is \"good\"; allowed: a number, \"NaN\", \"Infinity\" or \"-Infinity\"")]
    [TestCase("[1]", "the metric score is [1]; allowed: a number, \"NaN\", \"Infinity\" or \"-Infinity\"")]
    public void Fault10_CompletedWithAMetricThatIsNoNumber_IsAFailureOfThatEvaluation(string value, string message)
    {
        var line =
            $"{{\"type\":\"completed\",\"evaluation\":\"12.0.3\",\"attempt\":2,\"metrics\":{{\"loss\":1,"
            + $"\"score\":{value}}},\"epochs\":3,\"seconds\":1}}";
        Assert.That(
            ProtocolJson.Read(Encoding.UTF8.GetBytes(line), out _),
            Is.EqualTo(new FailedMessage(Key, 2, FailedKind.Trainer, message)));
    }

    [TestCase("{\"type\":\"completed\",\"evaluation\":\"x\",\"attempt\":2,\"metrics\":{\"score\":null}}")]
    [TestCase("{\"type\":\"completed\",\"attempt\":2,\"metrics\":{\"score\":null}}")]
    [TestCase("{\"type\":\"measurement\",\"evaluation\":\"1.0.0\",\"attempt\":2,\"metrics\":{\"score\":null}}")]
    [TestCase("{\"type\":\"completed\",\"evaluation\":\"1.0.0\",\"attempt\":1e9,\"metrics\":{\"score\":null}}")]
    public void Fault10_LineThatNamesNoEvaluation_IsNoise(string line) =>
        Assert.That(ProtocolJson.Read(Encoding.UTF8.GetBytes(line), out _), Is.Null);

    [Test]
    public void Read_TypeThatIsNotFirst_IsTheMessage() =>
        Assert.That(ProtocolJson.Read(
            """{"attempt":2,"evaluation":"1.0.0","type":"stop"}"""u8, out _), Is.EqualTo(new StopMessage(new(1, 0, 0), 2)));

    [Test]
    public void Read_MembersFromTheFuture_AreSkipped() =>
        Assert.That(ProtocolJson.Read("""{"type":"stop","evaluation":"1.0.0","attempt":2,"reason":["x",{}]}"""u8, out _), Is.EqualTo(
            new StopMessage(new(1, 0, 0), 2)));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"type":"party"}""")]
    [TestCase("""{"type":"stop","attempt":2}""")]
    [TestCase("""{"type":"stop","evaluation":"first","attempt":2}""")]
    [TestCase("""{"type":"stop","evaluation":null,"attempt":2}""")]
    [TestCase("""{"type":"stop","evaluation":"1.0.0","attempt":2.5}""")]
    [TestCase("""{"type":"stop","evaluation":"1.0.0","attempt":99999999999}""")]
    [TestCase("""{"type":"completed","evaluation":"1.0.0","attempt":1,"metrics":null,"epochs":1,"seconds":1}""")]
    [TestCase("""{"type":"evaluate","evaluation":"1.0.0","attempt":1,"seed":1,"parameters":{"a":1,"a":2}}""")]
    [TestCase("""{"type":"evaluate","evaluation":"1.0.0","attempt":1,"seed":1,"parameters":{"a":[1]}}""")]
    [TestCase("""{"type":"evaluate","evaluation":"1.0.0","attempt":1,"seed":1,"parameters":[1]}""")]
    [TestCase("{\"type\":\"heart\0beat\"}")]
    [TestCase("""{"type":"heartbeat"}{"type":"heartbeat"}""")]
    public void Read_NoMessage_IsAnErrorAsAValue(string line)
    {
        Assert.That(ProtocolJson.Read(Encoding.UTF8.GetBytes(line), out var error), Is.Null);
        Assert.That(error, Is.Not.Empty);
    }

    [Test]
    public void Fault16_Read_InvalidUtf8_IsAnErrorAsAValue()
    {
        byte[] line = [.. """{"type":"failed","evaluation":"1.0.0","attempt":1,"kind":"trainer","message":"x"""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.That(ProtocolJson.Read(line, out var error), Is.Null);
        Assert.That(error, Is.EqualTo("the line is not UTF-8"));
    }

    [Test]
    public void Read_AnyBytesOrDamagedMessage_NeverThrows()
    {
        var lines = Lines().Select(line => Encoding.UTF8.GetBytes((string)line.Arguments[1]!)).ToArray();
        var damaged =
            from line in Gen.Elements(lines)
            from edits in Gen.ListOf(Gen.Zip(Gen.Choose(0, 1000), Gen.Choose(0, 255)))
            from length in Gen.Choose(0, line.Length)
            select Damage(line, edits, length);
        var any = ArbMap.Default.GeneratorFor<byte[]>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Gen.OneOf(damaged, any).ToArbitrary(), line =>
        {
            var message = ProtocolJson.Read(line, out var error);
            return (message is null) == (error is not null);
        }));
    }

    [Test]
    public void RoundTrip_AnyScalarsAndMetrics_KeepsThem()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<double, NonNull<string>, bool>((number, text, flag) =>
        {
            var parameters = new Configuration([new("n", number), new("t", Scalar.Text(Valid(text.Get))), new("f", flag)]);
            var evaluate = (
                EvaluateMessage)Again(new EvaluateMessage(Key, 1, 5, double.IsFinite(number) ? parameters : Configuration.Empty));
            var completed = (CompletedMessage)Again(new CompletedMessage(Key, 1, Metrics(number), 1, 1));
            return completed.Metrics["loss"].Equals(number) && (!double.IsFinite(number) || evaluate.Parameters.Equals(parameters));
        }));
    }

    [Test]
    public void Fit_AnyText_StaysInALineOfTwoThousandBytes()
    {
        var texts = from text in ArbMap.Default.GeneratorFor<string?>()
                    from times in Gen.Choose(1, 500)
                    select string.Concat(Enumerable.Repeat(text ?? "\u0001é\ud83d", times));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var fit = ProtocolJson.Fit(text);
            var line = Text(new FailedMessage(
                new(int.MaxValue, int.MaxValue, int.MaxValue), int.MaxValue, FailedKind.Infeasible, fit, int.MaxValue, -double.Epsilon));
            return Encoding.UTF8.GetByteCount(line) < 2000 && (text.Length > 100 || fit == Valid(text));
        }));
    }

    [Test]
    public void Fit_LongText_KeepsItsBeginning() =>
        Assert.That(ProtocolJson.Fit(new string('a', 5000)), Does.StartWith(new string('a', 800)).And.EndsWith("…"));

    private static Dictionary<string, double> Metrics(double loss) => new() { ["loss"] = loss };

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static ProtocolMessage Again(ProtocolMessage message) => ProtocolJson.Read(Encoding.UTF8.GetBytes(Text(message)), out _)!;

    private static string Text(ProtocolMessage message)
    {
        var buffer = new LineBuffer();
        buffer.Add(message);
        return Encoding.UTF8.GetString(buffer.Bytes).TrimEnd('\n');
    }

    private static byte[] Damage(byte[] line, IEnumerable<(int Place, int Value)> edits, int length)
    {
        var copy = line[..length];
        foreach (var (place, value) in edits.Take(4))
        {
            if (copy.Length > 0)
                copy[place % copy.Length] = (byte)value;
        }
        return copy;
    }
}
