namespace HpoRunner.Experiments;

internal sealed class ByteSizeTests
{
    [TestCase("4GiB", 4_294_967_296)]
    [TestCase("512 MiB", 536_870_912)]
    [TestCase("1KiB", 1024)]
    [TestCase("8191TiB", 9_006_099_743_113_216)]
    public void TryParse_AmountWithUnit_IsBytes(string text, long expected)
    {
        Assert.That(ByteSize.TryParse(text, out var bytes, out _), Is.True);
        Assert.That(bytes, Is.EqualTo(expected));
        Assert.That(ByteSize.Format(bytes), Is.EqualTo(text.Replace(" ", "", StringComparison.Ordinal)));
    }

    [TestCase("4")]
    [TestCase("0GiB")]
    [TestCase("-1GiB")]
    [TestCase("1.5GiB")]
    [TestCase("4GB")]
    [TestCase("9999999TiB")]
    [TestCase("GiB")]
    [TestCase("")]
    public void TryParse_Anything_Else_IsRefused(string text)
    {
        Assert.That(ByteSize.TryParse(text, out _, out var problem), Is.False);
        Assert.That(problem, Does.Contain("amount"));
    }
}
