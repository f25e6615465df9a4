namespace HpoRunner.Experiments.Reading;

/// <summary>Bounds of ranges: each rule has its own sentence, with both values.</summary>
internal sealed class RangeRulesTests
{
    [TestCase("parameters: {learning_rate: {min: 0.1, max: 0.01}}", "2:35: parameters.learning_rate.min: min 0.1 is not below max 0.01")]
    [TestCase("parameters: {learning_rate: {min: 0.1, max: 0.1}}",
        "2:35: parameters.learning_rate.min: min 0.1 is not below max 0.1; for one value write learning_rate: 0.1")]
    [TestCase("parameters: {l2: {min: 0, max: 0.1, scale: log}}",
        "2:24: parameters.l2.min: a log scale needs min above 0, got 0; scale: linear takes it")]
    [TestCase("parameters: {l2: {min: 0, max: 0.1, scale: lg}}",
        "2:44: parameters.l2.scale: lg is not known; allowed: linear, log; did you mean log?")]
    [TestCase("parameters: {dropout: {min: 0, max: 0.5, step: 0}}", "2:48: parameters.dropout.step: step 0 is not above 0")]
    [TestCase("parameters: {dropout: {min: 0, max: 0.5, step: -0.1}}", "2:48: parameters.dropout.step: step -0.1 is not above 0")]
    [TestCase("parameters: {dropout: {min: 0, max: 0.5, step: 0.6}}",
        "2:48: parameters.dropout.step: step 0.6 is larger than the range from 0 to 0.5")]
    [TestCase("parameters: {dropout: {min: 0.0, max: 0.5, step: 0.1, count: 3}}",
        "2:62: parameters.dropout.count: step 0.1 and count 3 do not go together; leave one out")]
    [TestCase("parameters: {dropout: {min: 0.0, max: 0.5, count: 1}}",
        "2:51: parameters.dropout.count: 1 is not allowed; count is a whole number from 2 to 10000")]
    [TestCase("parameters: {learning_rate: {min: 1e-4, max: 0.1, scale: log, step: 0.1}}",
        "2:69: parameters.learning_rate.step: step 0.1 belongs to a linear scale; with scale: log use count")]
    [TestCase("parameters: {learning_rate: {min: 0, max: 101}}",
        "2:35: parameters.learning_rate.min: 0 is not allowed; learning_rate takes a number in (0, 100]",
        "2:43: parameters.learning_rate.max: 101 is not allowed; learning_rate takes a number in (0, 100]")]
    [TestCase("parameters: {dropout: {min: 0.5, max: 1}}",
        "2:39: parameters.dropout.max: 1 is not allowed; dropout takes a number in [0, 1)")]
    [TestCase("parameters: {l2: {min: 0, max: 1, step: 0.1}}",
        "2:41: parameters.l2.step: step 0.1 is not whole, but both bounds are; write min: 0.0 for real numbers")]
    [TestCase("parameters: {epochs: {min: 1.5, max: 10}}",
        "2:28: parameters.epochs.min: 1.5 is not allowed; epochs takes a whole number in [1, 1000000]")]
    [TestCase("parameters: {epochs: {min: 1, max: 10, count: 20}}",
        "2:47: parameters.epochs.count: count 20 is more than the 10 whole numbers from 1 to 10")]
    [TestCase("parameters: {epochs: {min: 1}}", "2:22: parameters.epochs.max: is missing; upper bound of a range, inclusive")]
    [TestCase("parameters: {epochs: {max: 1}}", "2:22: parameters.epochs.min: is missing; lower bound of a range, inclusive")]
    [TestCase("parameters: {epochs: {scale: log}}",
        "2:22: parameters.epochs.min: is missing; lower bound of a range, inclusive",
        "2:22: parameters.epochs.max: is missing; upper bound of a range, inclusive")]
    [TestCase("parameters: {epochs: {min: a, max: 10}}", "2:28: parameters.epochs.min: a is not a number")]
    [TestCase("parameters: {init: {min: 1, max: 2}}", "2:20: parameters.init: a range needs numbers; write a list: init takes <init>")]
    public void Fault58_RangeThatIsWrong_GivesBothValues(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
