using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
[SetCulture("de-DE")]
internal sealed class ScalarTests
{
    [TestCase("0.001", 0.001)]
    [TestCase("1e-3", 0.001)]
    [TestCase("1E+2", 100)]
    [TestCase("-.5", -0.5)]
    [TestCase("+3", 3)]
    [TestCase("0", 0)]
    [TestCase("0.5", 0.5)]
    public void TryParseNumber_ADecimalNumber_IsRead(string text, double expected)
    {
        Assert.That(Scalar.TryParseNumber(text, out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("010")]
    [TestCase("1,5")]
    [TestCase("1.000,5")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("0x10")]
    [TestCase("1e999")]
    [TestCase("inf")]
    [TestCase("NaN")]
    [TestCase("--1")]
    [TestCase("1e")]
    public void TryParseNumber_AnythingElse_IsRefused(string text) => Assert.That(Scalar.TryParseNumber(text, out _), Is.False);

    [TestCase(0.001, "0.001")]
    [TestCase(1e-5, "1e-05")]
    [TestCase(32, "32")]
    [TestCase(-0.0, "0")]
    [TestCase(double.NegativeInfinity, "-Infinity")]
    public void ToString_OfANumber_IsShortAndWithoutCulture(double number, string expected) =>
        Assert.That(Scalar.Number(number).ToString(), Is.EqualTo(expected));

    [Test]
    public void ToString_OfAnyFiniteNumber_ReadsBackToTheSameBits() => Prop.ForAll<NormalFloat>(number =>
        Scalar.TryParseNumber(Scalar.Number(number.Item).ToString(), out var back) && back.Equals(number.Item == 0 ? 0 : number.Item))
        .QuickCheckThrowOnFailure();

    [Test]
    public void Equality_AcrossKinds_NeverHolds()
    {
        Assert.That(Scalar.Text("true"), Is.Not.EqualTo(Scalar.Boolean(true)));
        Assert.That(Scalar.Text("1"), Is.Not.EqualTo(Scalar.Number(1)));
        Assert.That(Scalar.Boolean(true), Is.Not.EqualTo(Scalar.Number(1)));
        Assert.That(Scalar.Number(0.5), Is.EqualTo((Scalar)0.5));
    }

    [Test]
    public void AsNumber_OfAText_Throws() => Assert.That(() => Scalar.Text("5").AsNumber, Throws.InvalidOperationException);

    [Test]
    public void AsBoolean_OfANumber_Throws() => Assert.That(() => Scalar.Number(1).AsBoolean, Throws.InvalidOperationException);

    [TestCase(3, true)]
    [TestCase(3.5, false)]
    [TestCase(double.PositiveInfinity, false)]
    public void IsWhole_OfANumber_SaysWhetherItHasAFraction(double number, bool expected) =>
        Assert.That(Scalar.Number(number).IsWhole, Is.EqualTo(expected));
}
