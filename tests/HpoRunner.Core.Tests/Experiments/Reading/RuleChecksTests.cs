namespace HpoRunner.Experiments.Reading;

/// <summary>Values that are fine by themselves and do not go together are told before anything starts.</summary>
internal sealed class RuleChecksTests
{
    [TestCase("parameters: {optimizer: rprop, batch_size: 32}",
        "2:32: parameters.batch_size: batch_size: 32 does not go with optimizer rprop, which needs all rows; use full, "
        + "or leave batch_size out with it")]
    [TestCase("parameters: {optimizer: [adam, lbfgs], batch_size: [full, 64]}",
        "2:40: parameters.batch_size: batch_size: 64 does not go with optimizer lbfgs, which needs all rows; use full, "
        + "or leave batch_size out with it")]
    [TestCase("parameters: {optimizer: lbfgs, batch_size: {min: 8, max: 512}}",
        "2:32: parameters.batch_size: batch_size: 8 does not go with optimizer lbfgs, which needs all rows; use full, "
        + "or leave batch_size out with it")]
    [TestCase("parameters: {init: [identity, zeros], hidden: [\"8-8\", \"8-4\"]}",
        "2:14: parameters.init: init: identity does not fit hidden 8-4; it needs hidden layers of one width (\"64-64\"), "
        + "or use orthogonal")]
    public void Read_ValuesThatDoNotGoTogether_AreTold(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));

    [TestCase("parameters: {optimizer: [adam, rprop]}")]
    [TestCase("parameters: {optimizer: lbfgs, batch_size: full}")]
    [TestCase("parameters: {optimizer: [adam, lbfgs], batch_size: {min: 8, max: 64, when: {optimizer: adam}}}")]
    [TestCase("parameters: {init: [identity, zeros], hidden: [\"8-8\", \"64\", none]}")]
    public void Read_ValuesThatGoTogether_AreSound(string snippet) => Assert.That(Sample.Errors(snippet), Is.Empty);

    [Test]
    public void Read_PointThatBreaksARule_IsTold() => Assert.That(
        Sample.Errors(
            "parameters: {optimizer: [adam, lbfgs], batch_size: {choices: [32, full], when: {optimizer: adam}}}\npoints: [{optimizer: "
            + "lbfgs, batch_size: 32}]"),
        Is.Not.Empty);
}
