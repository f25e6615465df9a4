using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Reports.Page;

internal sealed class HtmlWriterTests
{
    [TestCase("<b> & \"it's\"", "&lt;b&gt; &amp; &quot;it&#39;s&quot;")]
    [TestCase("a\u001b[31mb\0", "a\ufffd[31mb\ufffd")]
    [TestCase("x\u202egpj", "x\ufffdgpj")]
    [TestCase("é 漢 😀", "é 漢 😀")]
    [TestCase("line\nnext\ttab", "line\nnext\ttab")]
    public void Text_AnyCharacters_AreEncodedOnce(string text, string expected)
    {
        var output = new StringWriter();
        new HtmlWriter(output).Text(text);
        Assert.That(output.ToString(), Is.EqualTo(expected));
    }

    /// <summary>Half of a surrogate pair, which an attribute's argument could not carry.</summary>
    [Test]
    public void Text_LoneSurrogate_IsReplaced()
    {
        var output = new StringWriter();
        new HtmlWriter(output).Text("a" + (char)0xd800 + "b");
        Assert.That(output.ToString(), Is.EqualTo("a\ufffdb"));
    }

    [Test]
    public void Attribute_WithQuotes_CannotLeaveItsQuotes()
    {
        var output = new StringWriter();
        new HtmlWriter(output).Start("p").Attribute("title", "\" onclick=\"x").Text("t").End("p");
        Assert.That(output.ToString(), Is.EqualTo("<p title=\"&quot; onclick=&quot;x\">t</p>"));
    }

    [Test]
    public void End_WrongElement_Throws() =>
        Assert.That(() => new HtmlWriter(TextWriter.Null).Start("p").End("div"), Throws.InvalidOperationException);

    [Test]
    public void Attribute_AfterContent_Throws() =>
        Assert.That(() => new HtmlWriter(TextWriter.Null).Start("p").Text("x").Attribute("id", "y"), Throws.InvalidOperationException);

    [TestCase(1.005, "1")]
    [TestCase(-0.001, "0")]
    [TestCase(-12.346, "-12.35")]
    [TestCase(1600, "1600")]
    public void Pixels_HaveAtMostTwoDecimalsAndAPlainMinus(double value, string expected) =>
        Assert.That(HtmlWriter.Pixels(value), Is.EqualTo(expected));

    [Test]
    public void Pixels_OfAnyNumber_AreItsRoundingToTwoDecimals() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
        {
            var rounded = Math.Round(value, 2);
            var expected = (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
            Assert.That(HtmlWriter.Pixels(value), Is.EqualTo(expected));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Text_LettersBeyondAscii_StayAndHalvesOfOnesAreReplaced()
    {
        var text = new StringWriter();
        new HtmlWriter(text).Text("a·\ud800b😀\u202e<\u0001\n");
        Assert.That(text.ToString(), Is.EqualTo("a·\ufffdb😀\ufffd&lt;\ufffd\n"));
    }
}
