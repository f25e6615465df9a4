using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Reports.Tables;

/// <summary>Cells as a spreadsheet meets them.</summary>
internal sealed class CsvRowsTests
{
    [TestCase("=1+1", "'=1+1")]
    [TestCase("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [TestCase("+1", "'+1")]
    [TestCase("-a", "'-a")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("a=1", "a=1")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    public void Fault69_TextThatASpreadsheetWouldRun_GetsAnApostrophe(string text, string expected) =>
        Assert.That(Cell(rows => rows.Text(text)), Is.EqualTo(expected));

    [Test]
    public void Fault69_NegativeNumbers_StayNumbers() => Assert.Multiple(() =>
    {
        Assert.That(Cell(rows => rows.Number(-0.5)), Is.EqualTo("-0.5"));
        Assert.That(Cell(rows => rows.Value(-1e-5)), Is.EqualTo(JsonSerializer.Serialize(-1e-5)));
        Assert.That(Cell(rows => rows.Label("-1")), Is.EqualTo("-1"), "a class that is a number");
        Assert.That(Cell(rows => rows.Label("-x")), Is.EqualTo("'-x"));
        Assert.That(Cell(rows => rows.Whole(-3)), Is.EqualTo("-3"));
    });

    /// <summary>What the journal's writer wrote can be copied.</summary>
    [Test]
    public void Written_AnyNumberAsJsonHasIt_IsAsNumberWritesIt() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<double>().Filter(double.IsFinite),
            value =>
            {
                var copied = Cell(rows => rows.Written(JsonSerializer.SerializeToUtf8Bytes(value)));
                Assert.That(copied, Is.EqualTo(Cell(rows => rows.Number(value))));
            }).QuickCheckThrowOnFailure();

    [Test]
    public void EndRow_LongAndManyCells_LoseNothing()
    {
        var text = new StringWriter();
        var rows = new CsvRows(text);
        rows.Text(new string('a', 1000)).Number(0.5).Text(null).Whole(7).EndRow();
        rows.Written("-0"u8).Written([]).Flag(true).EndRow();

        Assert.That(text.ToString(), Is.EqualTo(new string('a', 1000) + ",0.5,,7\n0,,true\n"));
    }

    private static string Cell(Func<CsvRows, CsvRows> write)
    {
        var text = new StringWriter();
        write(new CsvRows(text)).EndRow();
        return text.ToString()[..^1];
    }
}
