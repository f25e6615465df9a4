namespace HpoRunner.Experiments.Reading;

/// <summary>when: unknown parameters, circles, and conditions that can never hold.</summary>
internal sealed class ConditionRulesTests
{
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: {optimiser: adam}}}",
        "2:52: parameters.momentum.when.optimiser: unknown parameter; did you mean optimizer?")]
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: {xyzzy: adam}}}",
        "2:52: parameters.momentum.when.xyzzy: unknown parameter; allowed: momentum")]
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: {optimizer: momentum}}}",
        "2:52: parameters.momentum.when.optimizer: optimizer is not among this file's parameters; add optimizer: adam")]
    [TestCase("parameters: {optimizer: [adam, sgd], momentum: {min: 0.1, max: 0.9, when: {optimizer: momentum}}}",
        "2:38: parameters.momentum.when: can never hold: optimizer is never momentum")]
    [TestCase("parameters: {optimizer: adam, momentum: {min: 0.1, max: 0.9, when: {optimizer: [sgd, momentum]}}}",
        "2:31: parameters.momentum.when: can never hold: optimizer is never sgd, momentum")]
    [TestCase("parameters: {optimizer: [adam, sgd], momentum: {min: 0.1, max: 0.9, when: {optimizer: momentm}}}",
        "2:87: parameters.momentum.when.optimizer: momentm is not allowed; optimizer takes <optimizer>; did you mean momentum?")]
    [TestCase("parameters: {epochs: {min: 5, max: 9}, momentum: {min: 0.1, max: 0.9, when: {epochs: 10}}}",
        "2:40: parameters.momentum.when: can never hold: epochs is never 10")]
    [TestCase("parameters: {dropout: {min: 0.0, max: 0.5, step: 0.1}, momentum: {min: 0.1, max: 0.9, when: {dropout: 0.25}}}",
        "2:56: parameters.momentum.when: can never hold: dropout is never 0.25")]
    [TestCase(
        "parameters: {optimizer: {values: [adam, sgd], when: {momentum: 0.1}}, momentum: {min: 0.1, max: 0.9, when: {optimizer: adam}}}",
        "2:14: parameters.optimizer.when: goes round in a circle: optimizer → momentum → optimizer")]
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: {momentum: 0.5}}}",
        "2:52: parameters.momentum.when.momentum: momentum cannot depend on itself")]
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: adam}}",
        "2:51: parameters.momentum.when: got adam; allowed: a mapping like {optimizer: adam}")]
    [TestCase("parameters: {momentum: {min: 0.1, max: 0.9, when: {}}}",
        "2:51: parameters.momentum.when: is empty; leave it out, or name a parameter and its value")]
    [TestCase("parameters: {optimizer: [adam, sgd], momentum: {min: 0.1, max: 0.9, when: {optimizer: []}}}",
        "2:87: parameters.momentum.when.optimizer: an empty list can never hold; write a value")]
    [TestCase(
        "parameters: {optimizer: [adam, sgd], beta1: {min: 0.1, max: 0.9, when: {optimizer: adam}}, beta2: {min: 0.1, max: 0.9, when: "
        + "{optimizer: sgd, beta1: 0.5}}}",
        "2:92: parameters.beta2.when: can never hold: what it depends on asks optimizer to be two things at once")]
    [TestCase("parameters: {optimzer: [adam, sgd], beta1: {min: 0.1, max: 0.9, when: {optimzer: adam}}}",
        "2:14: parameters.optimzer: unknown parameter; did you mean optimizer?")]
    public void Read_ConditionThatIsWrong_IsTold(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
