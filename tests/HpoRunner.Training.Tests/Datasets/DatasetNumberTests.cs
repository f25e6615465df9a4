using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>Cells that are numbers, look like numbers, or are missing.</summary>
internal sealed class DatasetNumberTests
{
    [TestCase("NaN", "is not a finite number; list it under data.missing if it stands for a missing value")]
    [TestCase("nan", "is not a finite number; list it under data.missing if it stands for a missing value")]
    [TestCase("inf", "is not a finite number; list it under data.missing if it stands for a missing value")]
    [TestCase("-Infinity", "is not a finite number; list it under data.missing if it stands for a missing value")]
    [TestCase("1e999", "is too large; numbers go up to 3.4e38, the largest of single precision")]
    [TestCase("-4e38", "is too large; numbers go up to 3.4e38, the largest of single precision")]
    [TestCase("0x1F", "is hexadecimal; write decimal numbers")]
    [TestCase("1_000", "has a thousands separator; write the digits alone")]
    [TestCase("1 000", "has a thousands separator; write the digits alone")]
    [TestCase("007", "begins with a zero; codes are texts (data.types: categorical), numbers have no leading zeros")]
    [TestCase("\" 5\"", "has blanks around it inside the quotes", " 5")]
    [TestCase("oops", "is not a number; correct it, or list it under data.missing if it stands for a missing value")]
    [TestCase("\"1,5\"", "has a decimal comma; write 1.5", "1,5")]
    [TestCase("\"1,000.5\"", "has a thousands separator; write the digits alone", "1,000.5")]
    public void G6_OddCellAmongNumbers_NamesLineCellAndReason_Fault47(string cell, string reason, string? shown = null) =>
        Assert.That(
            TemporaryCsv.Problems($"age,y\n1,2\n2.5,4\n{cell},5\n,2\n"),
            Is.EqualTo(
                $"data.csv:4: column 'age': '{shown ?? cell}' {reason}, but 2 of 3 values are numbers; "
                + "if these are names, set data.types: {age: categorical}"));

    [Test]
    public void Read_OddCellFirst_IsStillTheOneNamed_Fault47() =>
        Assert.That(TemporaryCsv.Problems("age,y\nnone,2\n2,4\n3,4\n"), Does.StartWith("data.csv:2: column 'age': 'none' is not a number"));

    [Test]
    public void Read_NumberAmongTexts_IsTheOneNamed_Fault47() =>
        Assert.That(
            TemporaryCsv.Problems("colour,y\nred,2\n7,4\nblue,5\nblue,2\n"),
            Is.EqualTo(
                "data.csv:3: column 'colour': '7' is a number, but 3 of 4 values are texts, first 'red' at data.csv:2; "
                + "if these are names, set data.types: {colour: categorical}"));

    [Test]
    public void Read_NumberFirstAmongTexts_IsTheOneNamed_Fault47() =>
        Assert.That(
            TemporaryCsv.Problems("colour,y\n7,2\nred,4\nblue,5\n"),
            Does.StartWith("data.csv:2: column 'colour': '7' is a number, but 2 of 3 values are texts, first 'red' at data.csv:3"));

    [Test]
    public void Read_DecimalCommasEverywhereInASemicolonFile_HintsAtThem_Fault47() =>
        Assert.That(
            TemporaryCsv.Problems("a;y\n1,5;2\n2,25;3\n"),
            Is.EqualTo(
                "data.csv:2: column 'a': '1,5' has a decimal comma; write 1.5; if these are names, set data.types: {a: categorical}"));

    [Test]
    public void Read_SeveralBadColumns_TellsAllAtOnce_Fault47()
    {
        var problems = TemporaryCsv.Problems("a,b,y\n1,1,2\nx,NaN,3\nz,2,4\n3,4,5\n1,2,5\n").Split('\n');
        Assert.That(problems, Has.Length.EqualTo(2));
        Assert.That(
            problems[0],
            Does.StartWith("data.csv:3: column 'a': 'x' is not a number").And.Contain("(2 such values), but 3 of 5 values are numbers"));
        Assert.That(problems[1], Does.StartWith("data.csv:3: column 'b': 'NaN' is not a finite number"));
    }

    [TestCase("")]
    [TestCase("NA")]
    [TestCase("?")]
    [TestCase("  ")]
    public void Read_MissingCell_IsNaN_Fault47(string cell)
    {
        var column = (NumericColumn)TemporaryCsv.Read($"a,y\n1,2\n{cell},4\n").FeatureColumns[0];
        Assert.That(column.IsMissing(1), Is.True);
        Assert.That(column[1], Is.NaN);
        Assert.That(column.IsMissing(0), Is.False);
    }

    [Test]
    public void Read_WordListedAsMissing_IsMissing_Fault47()
    {
        var column = (NumericColumn)
            TemporaryCsv.Read("a,y\nNaN,2\n-999,4\n1,5\n", "y", settings => settings with { Missing = ["NaN", "-999"] }).FeatureColumns[0];
        Assert.That(new[] { column.IsMissing(0), column.IsMissing(1), column.IsMissing(2) }, Is.EqualTo(new[] { true, true, false }));
    }

    [TestCase("", "is missing; a row without it can be neither learnt from nor judged: remove it")]
    [TestCase("NA", "is missing; a row without it can be neither learnt from nor judged: remove it")]
    public void Read_MissingTarget_IsAlwaysAnError_Fault47(string cell, string reason) =>
        Assert.That(TemporaryCsv.Problems($"a,y\n1,2\n1,{cell}\n1,3\n"), Is.EqualTo($"data.csv:3: the target 'y' {reason}"));

    [Test]
    public void Read_ManyMissingTargets_CountsThem_Fault47() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2\n1,\n1,3\n1,?\n1,\n"),
            Does.StartWith("data.csv:3: the target 'y' is missing here and in 2 more rows;"));

    [TestCase("NaN")]
    [TestCase("inf")]
    [TestCase("1e999")]
    [TestCase("0x1F")]
    public void Read_OddNumberInTheTarget_IsAnError_Fault47(string cell) =>
        Assert.That(
            TemporaryCsv.Problems($"a,y\n1,2.5\n1,{cell}\n1,3.5\n", "y", settings => settings with { Kind = TargetKind.Regression }),
            Does.StartWith($"data.csv:3: column 'y': '{cell}' "));

    [TestCase("0", 0)]
    [TestCase("-2", -2)]
    [TestCase("+1.5", 1.5)]
    [TestCase(".5", 0.5)]
    [TestCase("5.", 5)]
    [TestCase("1e-3", 0.001)]
    [TestCase("2E5", 200000)]
    [TestCase("123456789012345", 123456789012345)]
    [TestCase("999999999", 999999999)]
    [TestCase("0.1", 0.1)]
    public void Read_Number_KeepsItsDoubleValue(string cell, double expected) =>
        Assert.That(((NumericColumn)TemporaryCsv.Read($"a,y\n7,1\n{cell},2\n").FeatureColumns[0])[1], Is.EqualTo(expected));

    [Test]
    public void Read_WholeNumbersOnly_TakesSinglePrecision() =>
        Assert.That(((NumericColumn)TemporaryCsv.Read("a,y\n0,1\n,2\n255,2\n").FeatureColumns[0]).IsSinglePrecision, Is.True);

    // 16777217 = 2^24 + 1 is the first whole number that single precision cannot hold.
    [Test]
    public void Read_NumberThatSinglePrecisionWouldRound_WidensTheColumn()
    {
        var column = (NumericColumn)TemporaryCsv.Read("a,y\n3,1\n,1\n16777217,2\n4,2\n").FeatureColumns[0];
        Assert.That(column.IsSinglePrecision, Is.False);
        Assert.That(new[] { column[0], column[1], column[2], column[3] }, Is.EqualTo(new[] { 3, double.NaN, 16777217, 4 }));
    }

    [Test]
    public void Read_MissingCellsBeforeTheKindIsKnown_AreKept()
    {
        var dataset = TemporaryCsv.Read("a,b,y\n,,1\n?,NA,2\n1,x,3\n");
        Assert.That(((NumericColumn)dataset.FeatureColumns[0])[2], Is.EqualTo(1));
        Assert.That(
            Enumerable.Range(0, 3).Select(row => ((CategoricalColumn)dataset.FeatureColumns[1])[row]),
            Is.EqualTo(new[] { -1, -1, 0 }));
    }

    [Test]
    public void Read_DeclaredCategorical_KeepsCodesAsTexts()
    {
        var types = new Dictionary<string, ColumnKind> { ["zip"] = ColumnKind.Categorical };
        var column = (CategoricalColumn)
            TemporaryCsv.Read("zip,y\n01234,1\n10001,2\n1e3,3\n", "y", settings => settings with { Types = types }).FeatureColumns[0];
        Assert.That(column.Categories, Is.EqualTo(new[] { "01234", "10001", "1e3" }));
    }

    [Test]
    public void Read_DeclaredNumeric_NamesTheFirstText()
    {
        var types = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Numeric };
        Assert.That(
            TemporaryCsv.Problems("a,y\nx,1\nz,2\n3,3\n", "y", settings => settings with { Types = types }),
            Is.EqualTo(
                "data.csv:2: column 'a': 'x' is not a number; correct it, or list it under data.missing "
                + "if it stands for a missing value (2 such values)"));
    }

    [Test]
    [SetCulture("de-DE")]
    public void Read_UnderADecimalCommaCulture_GivesTheSameNumbers()
    {
        Assert.That(((NumericColumn)TemporaryCsv.Read("a,y\n1.5,1\n2,2\n").FeatureColumns[0])[0], Is.EqualTo(1.5));
        Assert.That(TemporaryCsv.Problems("a;y\n1,5;2\n2;3\n3;4\n"), Does.StartWith("data.csv:2: column 'a': '1,5' has a decimal comma"));
    }

    [Test]
    public void Read_ControlCharactersInABadCell_AreNotShown()
    {
        var problems = TemporaryCsv.Problems("a,y\n1,2\n2,3\n\u001b[2J,3\n");
        Assert.That(problems, Does.Contain("'·[2J'"));
        Assert.That(problems.Any(char.IsControl), Is.False);
    }
}
