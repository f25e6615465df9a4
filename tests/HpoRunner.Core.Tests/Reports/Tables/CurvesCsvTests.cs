using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using NUnit.Framework;

namespace HpoRunner.Reports.Tables;

internal sealed class CurvesCsvTests
{
    [Test]
    public void Write_AnyCurveAsItStandsInTheJournal_IsWhatItsNumbersWouldGive() =>
        Prop.ForAll(JournalEventGenerators.Any.Filter(HasCurve), journalEvent =>
        {
            var ended = (EvaluationEnded)journalEvent;
            var payload = JournalEvents.Write(ended);
            var numbers = new CurveText();
            var isCopied = numbers.TryTake(payload);

            Assert.That(isCopied, Is.EqualTo(ended.Result.Curve!.Values.All(row => row.All(double.IsFinite))), "words are not copied");
            if (isCopied)
                Assert.That(Csv(Bare(ended), numbers), Is.EqualTo(Csv(ended, null)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [TestCase("[1,2],\"values\":[[0.5,1],[-0,2E-09]]", true)]
    [TestCase("[],\"values\":[]", true)]
    [TestCase("[1,2],\"values\":[[0.5],[1,2]]", false)]
    [TestCase("[1,2],\"values\":[[0.5, 1],[1,2]]", false)]
    [TestCase("[1,2],\"values\":[[0.5,\"NaN\"],[1,2]]", false)]
    [TestCase("[1,2],\"values\":[[0.5,1],[1,2]", false)]
    [TestCase("[1,2],\"values\":[[0.5,],[1,2]]", false)]
    [TestCase("[1,2", false)]
    public void TryTake_CurveOfOtherForm_LeavesItToTheReaderOfEvents(string numbers, bool expected)
    {
        var payload = "{\"epochs\":2,\"curve\":{\"metrics\":[\"a\",\"b\"],\"epochs\":" + numbers + "}}}";
        Assert.That(new CurveText().TryTake(System.Text.Encoding.UTF8.GetBytes(payload)), Is.EqualTo(expected));
    }

    private static bool HasCurve(JournalEvent journalEvent) => journalEvent is EvaluationEnded { Result.Curve.Metrics.Count: > 0 };

    private static EvaluationEnded Bare(EvaluationEnded ended) =>
        ended with { Result = ended.Result with { Curve = ended.Result.Curve! with { Epochs = [], Values = [] } } };

    private static string Csv(EvaluationEnded ended, CurveText? numbers)
    {
        var text = new StringWriter { NewLine = "\n" };
        CurvesCsv.Write([.. ended.Result.Curve!.Metrics.Distinct(), "not measured"], [(ended, numbers)], text);
        return text.ToString();
    }
}
