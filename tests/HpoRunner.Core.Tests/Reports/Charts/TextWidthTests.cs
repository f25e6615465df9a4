using NUnit.Framework;

namespace HpoRunner.Reports.Charts;

internal sealed class TextWidthTests
{
    /// <summary>
    /// From the advance widths of Liberation Sans, which are Arial's:
    /// /usr/bin/python3 -c "from PIL import ImageFont as F; f=F.truetype('LiberationSans-Regular.ttf',1000); [print(f.getlength(t)) for t in ('learning_rate','0.9786','The best came at trial 19','glorot_uniform')]"
    /// </summary>
    [TestCase("learning_rate", 5.8375)]
    [TestCase("0.9786", 3.0586)]
    [TestCase("The best came at trial 19", 11.0054)]
    [TestCase("glorot_uniform", 6.3921)]
    public void Of_CommonTexts_IsNearArial(string text, double expected) =>
        Assert.That(TextWidth.Of(text), Is.EqualTo(expected).Within(8).Percent);

    [Test]
    public void Cut_LongText_EndsInAnEllipsisThatFits()
    {
        var cut = TextWidth.Cut("a_parameter_with_a_long_name", 8);
        Assert.That(cut, Does.EndWith("…").And.StartsWith("a_par"));
        Assert.That(TextWidth.Of(cut), Is.LessThanOrEqualTo(8));
    }

    [Test]
    public void ShortNames_EqualBeginnings_ShowTheEnds()
    {
        var names = ShortNames.Of(["a_long_common_beginning_x", "a_long_common_beginning_y", "short"], 6);
        Assert.That(names, Is.Unique);
        Assert.That(names[0], Does.StartWith("…").And.EndWith("_x"));
        Assert.That(names[2], Is.EqualTo("short"));
    }

    [Test]
    public void ShortNames_EqualEndsAsWell_GetNumbers() =>
        Assert.That(ShortNames.Of([$"beginning_a_{new string('x', 30)}", $"beginning_b_{new string('x', 30)}"], 6), Is.Unique);

    [Test]
    public void Wrap_Sentence_KeepsEveryWordAndTheWidth()
    {
        const string Text = "The best configuration came at trial 19; the last 20 trials brought nothing better";
        var lines = TextWidth.Wrap(Text, 15);
        Assert.That(string.Join(' ', lines), Is.EqualTo(Text));
        Assert.That(lines.Select(line => TextWidth.Of(line)), Has.All.LessThanOrEqualTo(15));
    }
}
