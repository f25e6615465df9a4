using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>Header, shape and the columns that settings name.</summary>
internal sealed class DatasetHeaderTests
{
    [Test]
    public void Read_RaggedRow_NamesLineAndCounts_Fault46()
    {
        var rows = string.Concat(Enumerable.Repeat("1,2,3,4,5,6,7,8\n", 1040));
        Assert.That(
            TemporaryCsv.Problems($"a,b,c,d,e,f,g,y\n{rows}1,2,3,4,5,6,7\n"),
            Is.EqualTo("data.csv:1042: 7 fields, the header has 8"));
    }

    [Test]
    public void Read_ManyRaggedRows_ShowsTwentyAndCountsTheRest_Fault46()
    {
        var problems = TemporaryCsv.Problems("a,y\n1,2\n" + string.Concat(Enumerable.Repeat("1\n", 25))).Split('\n');
        Assert.That(problems, Has.Length.EqualTo(21));
        Assert.That(problems[0], Is.EqualTo("data.csv:3: 1 field, the header has 2"));
        Assert.That(problems[20], Is.EqualTo("data.csv: and 5 more problems of this file"));
    }

    [Test]
    public void Read_TooManyFields_HintsAtQuotes_Fault46() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,5,2\n1,2\n"),
            Is.EqualTo("data.csv:2: 3 fields, the header has 2; a decimal comma, or a comma in a text, needs quotes around the cell"));

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("\uFEFF")]
    public void Read_EmptyFile_SaysSo_Fault48(string text) =>
        Assert.That(TemporaryCsv.Problems(text), Is.EqualTo("data.csv: the file is empty; it needs a header line and rows"));

    [TestCase("a,y")]
    [TestCase("a,y\n\n\n")]
    public void Read_HeaderOnly_SaysSo_Fault48(string text) =>
        Assert.That(TemporaryCsv.Problems(text), Is.EqualTo("data.csv: there are no rows under the header"));

    [Test]
    public void Read_OneRow_SaysSo_Fault48() =>
        Assert.That(TemporaryCsv.Problems("a,y\n1,2"), Is.EqualTo("data.csv: there is one row; training and validation need at least two"));

    [Test]
    public void Read_DuplicateHeaders_NamesBothPlaces_Fault52() =>
        Assert.That(TemporaryCsv.Problems("a,b,a,y\n1,2,3,4\n"), Is.EqualTo("data.csv:1: columns 1 and 3 are both named 'a'"));

    [Test]
    public void Read_BlankHeader_NamesItsPlace_Fault52() =>
        Assert.That(TemporaryCsv.Problems("a,,y\n1,2,3\n"), Is.EqualTo("data.csv:1: column 2 of 3 has no name"));

    [Test]
    public void Read_TargetAbsent_SuggestsTheNearest_Fault52() =>
        Assert.That(
            TemporaryCsv.Problems("a,target\n1,2\n", "tagret"),
            Is.EqualTo("data.csv:1: there is no target 'tagret' (did you mean 'target'?)"));

    [Test]
    public void Read_TargetAbsentAndNothingNear_ListsTheColumns_Fault52() =>
        Assert.That(
            TemporaryCsv.Problems("a,b\n1,2\n", "species"),
            Is.EqualTo("data.csv:1: there is no target 'species'; the columns are a, b"));

    [Test]
    public void Read_SeveralNamesAbsent_TellsAllAtOnce_Fault52()
    {
        var problems = TemporaryCsv.Problems("age,zip,when,who,y\n1,2,3,4,5\n", "y", settings => settings with
        {
            Ignore = ["aage"],
            Types = new Dictionary<string, ColumnKind> { ["zap"] = ColumnKind.Categorical },
            Group = "whom",
            Order = "whn",
        });
        Assert.That(problems.Split('\n'), Is.EqualTo(new[]
        {
            "data.csv:1: there is no ignored column 'aage' (did you mean 'age'?)",
            "data.csv:1: there is no column of data.types 'zap' (did you mean 'zip'?)",
            "data.csv:1: there is no group column 'whom' (did you mean 'who'?)",
            "data.csv:1: there is no order column 'whn' (did you mean 'when'?)",
        }));
    }

    [Test]
    public void Read_NumbersInTheFirstLine_AsksForAHeader() =>
        Assert.That(
            TemporaryCsv.Problems("1,2\n3,4\n"),
            Is.EqualTo("data.csv:1: the first line holds numbers only; it must name the columns"));

    [Test]
    public void Read_NoFeatureLeft_SaysSo() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2\n", "y", settings => settings with { Ignore = ["a"] }),
            Is.EqualTo("data.csv:1: no feature is left: every column is a target, ignored, a group or an order"));

    [Test]
    public void Read_IgnoredTarget_SaysSo() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2\n", "y", settings => settings with { Ignore = ["y"] }),
            Is.EqualTo("data.csv:1: the target 'y' is ignored as well"));

    [Test]
    public void Read_IgnoredColumn_IsNeverLookedAt()
    {
        var dataset = TemporaryCsv.Read("a,note,y\n1,5 kg,2\n3,7,4\n", "y", settings => settings with { Ignore = ["note"] });
        Assert.That(dataset.FeatureColumns.Select(column => column.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Read_GroupAndOrder_AreKeysAndNoFeatures()
    {
        var dataset = TemporaryCsv.Read(
            "who,when,a,y\nz,2026-02-01,1,2\nb,2025-12-31,3,4\nz,2026-02-01,5,6\n",
            "y",
            settings => settings with { Group = "who", Order = "when" });
        Assert.That(dataset.Groups, Is.EqualTo(new[] { 1, 0, 1 }));
        Assert.That(dataset.Order, Is.EqualTo(new[] { 1, 0, 1 }));
        Assert.That(dataset.FeatureColumns.Select(column => column.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Read_NumbersAsOrder_AreOrderedBySize() =>
        Assert.That(
            TemporaryCsv.Read("t,a,y\n10,1,2\n9,3,4\n-1,3,4\n", "y", settings => settings with { Order = "t" }).Order,
            Is.EqualTo(new[] { 2, 1, 0 }));

    [Test]
    public void Read_MissingGroupOrOrder_NamesTheLine() =>
        Assert.That(
            TemporaryCsv.Problems("who,t,a,y\nz,1,1,2\n,?,3,4\n", "y", settings => settings with { Group = "who", Order = "t" })
                .Split('\n'),
            Is.EqualTo(new[]
            {
                "data.csv:3: the group 'who' is missing; every row needs its group",
                "data.csv:3: the order 't' is missing; every row needs its place in time",
            }));
}
