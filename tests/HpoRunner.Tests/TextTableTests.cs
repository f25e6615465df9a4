using HpoRunner.Terminal;

namespace HpoRunner.Tests;

internal sealed class TextTableTests
{
    /// <summary>By hand: columns of 1, 3 and 4 letters with two spaces between them are 12 wide, without the last 6.</summary>
    [TestCase(int.MaxValue, "a   bb   ccc\n1  222  4444\n")]
    [TestCase(12, "a   bb   ccc\n1  222  4444\n")]
    [TestCase(11, "a   bb\n1  222\n", "ccc")]
    [TestCase(5, "a\n1\n", "bb", "ccc")]
    [TestCase(0, "a\n1\n", "bb", "ccc")]
    public void Write_Width_TakesTheColumnsThatFitAndTellsTheOthers(int width, string lines, params string[] left)
    {
        var table = new TextTable(new("a", true), new("bb", true), new("ccc", true));
        table.Add("1", "222", "4444");
        var writer = new StringWriter { NewLine = "\n" };
        Assert.That(table.Write(writer, width), Is.EqualTo(left));
        Assert.That(writer.ToString(), Is.EqualTo(lines));
    }
}
