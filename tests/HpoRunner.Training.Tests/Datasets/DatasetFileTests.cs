using System.Text;
using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>The file itself: present, readable, text, quoted rightly.</summary>
internal sealed class DatasetFileTests
{
    [Test]
    public void Read_MissingFile_SaysSo_Fault44()
    {
        using var file = new TemporaryCsv("a,y\n1,2\n");
        var problems = TemporaryCsv.ProblemsOf(file.Settings() with { File = file.Path + "x" });
        Assert.That(problems, Is.EqualTo($"data.csvx: there is no such file in {Path.GetDirectoryName(file.Path)} (did you mean 'data.csv'?)"));
    }

    /// <summary>A name without a folder is said once.</summary>
    [Test]
    public void Read_MissingFileHere_NamesItOnce_Fault44() => Assert.That(
        TemporaryCsv.ProblemsOf(new DatasetSettings { File = "nosuchfile.csv", Targets = ["y"] }),
        Is.EqualTo("nosuchfile.csv: there is no such file"));

    [Test]
    public void Read_MissingFolder_SaysSo_Fault44()
    {
        using var file = new TemporaryCsv("a,y\n1,2\n");
        var path = Path.Combine(Path.GetDirectoryName(file.Path)!, "none", "data.csv");
        Assert.That(TemporaryCsv.ProblemsOf(file.Settings() with { File = path }), Is.EqualTo($"data.csv: there is no folder {Path.GetDirectoryName(path)}"));
    }

    [TestCase("")]
    [TestCase("/")]
    public void Read_Folder_SaysSo_Fault44(string ending)
    {
        using var file = new TemporaryCsv("a,y\n1,2\n");
        var folder = Path.GetDirectoryName(file.Path)!;
        Assert.That(
            TemporaryCsv.ProblemsOf(file.Settings() with { File = folder + ending }),
            Is.EqualTo($"{Path.GetFileName(folder)}: this is a folder, and not a CSV file; name the file in it"));
    }

    // The kernel refuses to read this one even for root, whom file modes do not stop.
    [Test]
    [Platform("Linux")]
    public void Read_UnreadableFile_SaysSo_Fault44() =>
        Assert.That(
            TemporaryCsv.ProblemsOf(new DatasetSettings { File = "/proc/self/mem", Targets = ["y"] }),
            Does.StartWith("mem: cannot be read: ").And.Not.Contain("\n"));

    // An endless file of NUL bytes without a line.
    [Test]
    [Platform("Linux")]
    public void Read_EndlessDevice_SaysSo_Fault44() =>
        Assert.That(
            TemporaryCsv.ProblemsOf(new DatasetSettings { File = "/dev/zero", Targets = ["y"] }),
            Does.StartWith("zero:1: a NUL byte"));

    // sha256sum of the same bytes: printf 'a,y\n1,2\n3,4\n' | sha256sum
    [Test]
    public void Hash_OfAFile_IsItsSha256() =>
        Assert.That(
            TemporaryCsv.Read("a,y\n1,2\n3,4\n").Hash,
            Is.EqualTo("caaa92249a6f95367edbad1765983d001e57cf725e649489415f8828fd5b8446"));

    [Test]
    public void Hash_OneByteChangedSameSize_Differs_Fault45() =>
        Assert.That(TemporaryCsv.Read("a,y\n1,2\n3,4\n").Hash, Is.Not.EqualTo(TemporaryCsv.Read("a,y\n1,2\n3,5\n").Hash));

    [Test]
    public void Read_ByteOrderMark_IsNoPartOfTheFirstName_Fault51() =>
        Assert.That(TemporaryCsv.Read("\uFEFFa,y\n1,2\n3,4\n").FeatureColumns[0].Name, Is.EqualTo("a"));

    [Test]
    public void Read_WindowsLineEnds_GiveTheSameValues_Fault51()
    {
        var dataset = TemporaryCsv.Read("a,y\r\n1,2\r\n\r\n3,4\r\n");
        Assert.That(dataset.RowCount, Is.EqualTo(2));
        Assert.That(((NumericColumn)dataset.FeatureColumns[0])[1], Is.EqualTo(3));
        Assert.That(dataset.LineOf(1), Is.EqualTo(4));
    }

    [Test]
    public void Read_QuotedLineBreak_IsOneRow_Fault51()
    {
        var dataset = TemporaryCsv.Read("a,y\n\"one\ntwo, \"\"three\"\"\",2\nx,4\n");
        var column = (CategoricalColumn)dataset.FeatureColumns[0];
        Assert.That(column.Categories, Is.EqualTo(new[] { "one\ntwo, \"three\"", "x" }));
        Assert.That(dataset.LineOf(1), Is.EqualTo(4));
    }

    [Test]
    public void Read_UnclosedQuote_NamesItsOpeningLine_Fault51() =>
        Assert.That(
            TemporaryCsv.Problems("a,b,y\n1,2,3\n\"x\ny\",\"open,5\n6,7,8\n9,1,2\n"),
            Is.EqualTo("data.csv:4: the quote that opens here is never closed"));

    [Test]
    public void Read_QuoteClosedByALaterOne_NamesItsOpeningLine_Fault51() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2\n\"x,3\n4,\"5\"\n"),
            Does.StartWith("data.csv:3: the quoted cell that opens here has text after its closing quote"));

    [Test]
    public void Read_QuoteInsideUnquotedCell_NamesItsLine_Fault51() =>
        Assert.That(TemporaryCsv.Problems("a,y\n1,2\n5\" pipe,3\n"), Does.StartWith("data.csv:3: a quote inside an unquoted cell"));

    [Test]
    public void Read_UnclosedQuoteInALargeFile_NamesItsOpeningLine_Fault51()
    {
        var text = new StringBuilder("a,y\n1,2\n\"3,4\n");
        for (var i = 0; i < 300_000; i++)
            text.Append("5,6\n");
        Assert.That(
            TemporaryCsv.Problems(text.ToString()),
            Is.EqualTo("data.csv:3: the quote that opens here is not closed within 1 MiB; is its end missing?"));
    }

    [TestCase(';')]
    [TestCase('\t')]
    [TestCase('|')]
    [TestCase(',')]
    public void Read_AnyDelimiter_IsFoundInTheHeader_Fault51(char delimiter)
    {
        var dataset = TemporaryCsv.Read(
            "a,\"b;|\t,\",y\n1,2,3\n4,5,6\n".Replace(',', delimiter).Replace($"|\t{delimiter}", "|\t,", StringComparison.Ordinal));
        Assert.That(dataset.Delimiter, Is.EqualTo(delimiter));
        Assert.That(dataset.FeatureColumns.Select(column => column.Name), Is.EqualTo(new[] { "a", "b;|\t," }));
    }

    [Test]
    public void Read_BlanksAroundUnquotedCells_AreDropped()
    {
        var dataset = TemporaryCsv.Read("a, b , y\n1,  x , 2\n 3, \" z \" ,4\n");
        Assert.That(((NumericColumn)dataset.FeatureColumns[0])[1], Is.EqualTo(3));
        Assert.That(((CategoricalColumn)dataset.FeatureColumns[1]).Categories, Is.EqualTo(new[] { " z ", "x" }));
    }

    [Test]
    public void Read_NulByte_NamesItsLine_Fault51() =>
        Assert.That(TemporaryCsv.Problems("a,y\n1,2\n3,\0\n"), Does.StartWith("data.csv:3: a NUL byte"));

    [TestCase(true)]
    [TestCase(false)]
    public void Read_Utf16_SaysSo_Fault51(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a,y\n1,2\n")];
        Assert.That(TemporaryCsv.Problems(bytes), Is.EqualTo("data.csv:1: the file is UTF-16; save it as UTF-8"));
    }

    [Test]
    public void Read_Latin1_NamesLineAndByte_Fault51() =>
        Assert.That(
            TemporaryCsv.Problems(Encoding.Latin1.GetBytes("a,y\nSão,2\nCafé,4\n")),
            Does.StartWith("data.csv:2: the byte 0xE3 is not UTF-8"));

    [Test]
    public void Read_Utf8Letters_AreRead_Fault51() =>
        Assert.That(
            ((CategoricalColumn)TemporaryCsv.Read("ß,y\nCafé,2\n漢字😀,4\n").FeatureColumns[0]).Categories,
            Is.EqualTo(new[] { "Café", "漢字😀" }));

    [Test]
    public void Read_CellOfMoreThanOneMebibyte_NamesLineAndColumn_Fault53() =>
        Assert.That(
            TemporaryCsv.Problems($"a,y\n1,2\n{new string('x', 1_100_000)},4\n"),
            Is.EqualTo("data.csv:3: column 1: a cell of 1100000 bytes; at most 1 MiB is allowed"));

    [Test]
    public void CheckSize_FileLargerThanMemory_SaysBothSizes_Fault53() =>
        Assert.That(
            () => CsvFile.CheckSize(40_000_000_000, 23_500_000_000, new ProblemList("data.csv")),
            Throws
                .TypeOf<DatasetException>()
                .With.Message.EqualTo("data.csv: the file has 40.0 GB, this process may use 23.5 GB of memory; use fewer rows or columns"));

    [Test]
    public void Read_HundredThousandColumns_IsQuick_Fault53()
    {
        var names = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}"));
        var row = string.Join(',', Enumerable.Range(0, 100_000).Select(i => i % 10));
        var dataset = TemporaryCsv.Read($"{names},y\n{row},0\n{row},1\n");
        Assert.That(dataset.FeatureColumns, Has.Count.EqualTo(100_000));
        Assert.That(((NumericColumn)dataset.FeatureColumns[99_999])[1], Is.EqualTo(9));
    }
}
