using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

internal sealed class ColumnWarningsTests
{
    private static readonly string[] Classes = ["no", "yes", "no", "yes", "yes", "no", "no", "yes", "no", "yes"];

    [Test]
    public void Read_OrdinaryColumns_WarnOfNothing() => Assert.That(Warnings(i => $"{i * 7 % 10},{(char)('a' + i % 3)}"), Is.Empty);

    [Test]
    public void Read_ConstantColumns_AreKeptAndWarnedOfOnce()
    {
        Assert.That(
            Warnings(i => i == 3 ? ",x" : "5,x"),
            Is.EqualTo(new[] { "data.csv: columns 'a', 'b' each hold the same value in every row: no information" }));
    }

    [Test]
    public void Read_EmptyColumn_IsWarnedOf() =>
        Assert.That(
            Warnings(i => $"{i * 7 % 10},"),
            Is.EqualTo(new[] { "data.csv: column 'b' holds no value in any row: no information. Remove with data.ignore" }));

    [Test]
    public void Read_UniqueTexts_AreWarnedOfAsIds() =>
        Assert.That(
            Warnings(i => $"{i * 7 % 10},id{i}"),
            Is.EqualTo(new[]
            {
                "data.csv: column 'b' holds a different text in every row, such as an id: nothing can be learnt from it. "
                + "Remove with data.ignore",
            }));

    [Test]
    public void Read_RowNumbers_AreWarnedOf() =>
        Assert.That(
            Warnings(i => $"{i + 1},x{i % 2}{i % 3}"),
            Is.EqualTo(new[]
            {
                "data.csv: column 'a' holds the number of the row: if the file is sorted it gives the target away. Remove with data.ignore",
            }));

    [Test]
    public void Read_RelabelledTarget_IsWarnedOf() =>
        Assert.That(
            Warnings(i => $"{i * 7 % 10},{(Classes[i] == "yes" ? "ill" : "well")}"),
            Is.EqualTo(new[]
            {
                "data.csv: column 'b' holds the target 'y' in other words: no model is needed to know it, and scores will be too good. "
                + "Remove with data.ignore",
            }));

    [Test]
    public void Read_NumberPerClass_IsWarnedOf() =>
        Assert.That(
            Warnings(i => $"{(Classes[i] == "yes" ? 1 : 0)},{i % 3}")[0],
            Does.StartWith("data.csv: column 'a' holds the target 'y' in other words"));

    // One row breaks the pairing, so it is an excellent feature and no copy.
    [Test]
    public void Read_NearlyTheTarget_IsNoCopy() =>
        Assert.That(Warnings(i => $"{i * 7 % 10},{(Classes[i] == "yes" && i > 1 ? "ill" : "well")}"), Is.Empty);

    [Test]
    public void Read_CopyOfARegressionTarget_IsWarnedOf()
    {
        var warnings = TemporaryCsv.Read("a,b,y\n0.5,3,0.5\n1.5,1,1.5\n-2,7,-2\n").Warnings;
        Assert.That(warnings.Single().Message, Does.StartWith("column 'a' holds the target 'y' in other words"));
    }

    [Test]
    public void Read_ManyConstantColumns_ShowsFiveAndCountsTheRest()
    {
        var names = string.Join(',', Enumerable.Range(0, 12).Select(i => $"c{i}"));
        var ones = string.Join(',', Enumerable.Repeat(1, 12));
        var warnings = TemporaryCsv.Read($"{names},y\n{ones},1.5\n{ones},2.5\n").Warnings;
        Assert.That(
            warnings.Single().Message,
            Is.EqualTo("columns 'c0', 'c1', 'c2', 'c3', 'c4' and 7 more each hold the same value in every row: no information"));
    }

    private static string[] Warnings(Func<int, string> row)
    {
        var rows = string.Concat(Enumerable.Range(0, Classes.Length).Select(i => $"{row(i)},{Classes[i]}\n"));
        return [.. TemporaryCsv.Read("a,b,y\n" + rows).Warnings.Select(warning => warning.ToString())];
    }
}
