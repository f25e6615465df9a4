using NUnit.Framework;

namespace HpoRunner.Reports.Pictures;

internal sealed class DotStampTests
{
    private const int Size = 40;
    private const uint White = 0xffffff;
    private const uint Blue = 0x0072b2;

    [TestCase(2.1)]
    [TestCase(3)]
    [TestCase(5.75)]
    public void Draw_ADot_CoversItsArea(double radius)
    {
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var pixels = Drawn(new DotCloud([new(20 + (tenth / 10.0), 19.7)], radius, 0, 1));

            var covered = pixels.Sum(pixel => 1 - ((pixel & 0xff) / 255.0));
            Assert.That(covered, Is.EqualTo(Math.PI * radius * radius).Within(3).Percent, $"centre at {tenth} tenths");
        }
    }

    [Test]
    public void Draw_DotsOnEachOther_AreOneShape()
    {
        var once = Drawn(new DotCloud([new(20, 20)], 4, Blue, 0.5));
        var often = Drawn(new DotCloud([new(20, 20), new(20, 20), new(20, 20)], 4, Blue, 0.5));

        Assert.That(often, Is.EqualTo(once));
        // 128 of 255 parts blue (0, 114, 178) on white.
        Assert.That(once[(20 * Size) + 20], Is.EqualTo(0x7fb8d8u));
    }

    [Test]
    public void Draw_DotsOverTheEdges_DrawsWhatIsInside()
    {
        var pixels = Drawn(new DotCloud([new(0, 0), new(Size, Size), new(-50, 10), new(10, Size + 50), new(-0.4, 20)], 3, Blue, 1));

        Assert.That((pixels[0], pixels[(Size * Size) - 1], pixels[20 * Size], pixels[(20 * Size) + 20]),
            Is.EqualTo((Blue, Blue, Blue, White)));
    }

    [Test]
    public void Draw_AfterAnotherCloud_KnowsNothingOfIt()
    {
        var stamp = new DotStamp(Size, Size);
        var pixels = Sheet();
        stamp.Draw(pixels, new DotCloud([new(10, 10)], 3, Blue, 1));
        var second = Sheet();
        stamp.Draw(second, new DotCloud([new(30, 10)], 3, Blue, 1));

        Assert.That(second[(10 * Size) + 10], Is.EqualTo(White));
        Assert.That(second, Is.EqualTo(Drawn(new DotCloud([new(30, 10)], 3, Blue, 1))));
    }

    private static uint[] Drawn(DotCloud cloud)
    {
        var pixels = Sheet();
        new DotStamp(Size, Size).Draw(pixels, cloud);
        return pixels;
    }

    private static uint[] Sheet() => [.. Enumerable.Repeat(White, Size * Size)];
}
