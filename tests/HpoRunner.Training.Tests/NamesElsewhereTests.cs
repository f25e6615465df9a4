using NUnit.Framework;

namespace HpoRunner.Training;

internal sealed class NamesElsewhereTests
{
    [TestCase("lr", "learning_rate")]
    [TestCase("betas", "beta1 and beta2")]
    [TestCase("nesterov", "optimizer: nesterov")]
    [TestCase("Hidden-Layer-Sizes", "hidden")]
    [TestCase("lerning_rate", "learning_rate")]
    [TestCase("zzz", null)]
    public void Meant_NameOfAnotherLibraryOrAMisspelling_IsOurs(string name, string? expected) =>
        Assert.That(ParameterSet.Of(null).Meant(name), Is.EqualTo(expected));

    [TestCase("init", "kaiming_normal", "he_normal")]
    [TestCase("init", "xavier_uniform", "glorot_uniform")]
    [TestCase("activation", "swish", "silu")]
    [TestCase("loss", "mean squared error", "mse")]
    [TestCase("schedule", "cosin", "cosine")]
    [TestCase("activation", "zzz", null)]
    public void Meant_ValueOfAnotherLibraryOrAMisspelling_IsOurs(string parameter, string value, string? expected) =>
        Assert.That(ParameterTable.Find(parameter)!.Meant(value), Is.EqualTo(expected));

    [Test]
    public void Meant_NameOfANetworksParameterOnASurface_IsNothing() =>
        Assert.That(ParameterSet.Of("ravine").Meant("batch_normalization"), Is.Null);

    [Test]
    public void OurParameters_All_AreInTheTable() => Assert.That(
        NamesElsewhere.OurParameters.SelectMany(text => text.Split(':')[0].Split(" and ", StringSplitOptions.None))
            .SelectMany(text => text.Split(" or ")),
        Is.All.Matches<string>(name => ParameterTable.Find(name) is not null));

    [Test]
    public void OurValues_All_AreAllowed() => Assert.That(
        NamesElsewhere.OurValues,
        Is.All.Matches<(string Parameter, string Value)>(ours => ParameterTable.Find(ours.Parameter)!.Names.Contains(ours.Value)));
}
