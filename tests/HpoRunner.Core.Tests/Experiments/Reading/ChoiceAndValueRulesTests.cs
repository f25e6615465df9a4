namespace HpoRunner.Experiments.Reading;

/// <summary>
/// Fixed values, choices, normal distributions and the forms they are written in; each value against the table of parameters.
/// </summary>
internal sealed class ChoiceAndValueRulesTests
{
    [TestCase("parameters: {lerning_rate: 0.1}", "2:14: parameters.lerning_rate: unknown parameter; did you mean learning_rate?")]
    [TestCase("parameters: {xyzzy: 3}", "2:14: parameters.xyzzy: unknown parameter; allowed: <all parameters>")]
    [TestCase("parameters: {}", "2:13: parameters: is empty; leave it out for the default search, or name a parameter")]
    [TestCase("parameters: [a]",
        "2:13: parameters: got a list; allowed: a mapping like {learning_rate: {min: 1e-4, max: 1e-1, scale: log}}")]
    [TestCase("parameters: 3", "2:13: parameters: got 3; allowed: a mapping like {learning_rate: {min: 1e-4, max: 1e-1, scale: log}}")]
    [TestCase("parameters:", "2:1: parameters: the value is blank; write a value, or leave the key out")]
    [TestCase("parameters: {learning_rate: 0}",
        "2:29: parameters.learning_rate: 0 is not allowed; learning_rate takes a number in (0, 100]")]
    [TestCase("parameters: {learning_rate: [0.1, 101]}",
        "2:35: parameters.learning_rate[1]: 101 is not allowed; learning_rate takes a number in (0, 100]")]
    [TestCase("parameters: {init: []}", "2:20: parameters.init: an empty list; a choice needs at least one value")]
    [TestCase("parameters: {init: [he_normal, he_normal]}", "2:32: parameters.init[1]: he_normal is in the list twice")]
    [TestCase("parameters: {init: [he_norml]}",
        "2:21: parameters.init[0]: he_norml is not allowed; init takes <init>; did you mean he_normal?")]
    [TestCase("parameters: {init: [[zeros]]}", "2:21: parameters.init[0]: got a list; allowed: <init>")]
    [TestCase("parameters: {init: {values: [zeros, normal], weights: [1]}}",
        "2:55: parameters.init.weights: 1 weights for 2 values; each value needs one")]
    [TestCase("parameters: {init: {values: [zeros, normal], weights: [1, 0, x]}}",
        "2:55: parameters.init.weights: 3 weights for 2 values; each value needs one",
        "2:59: parameters.init.weights[1]: a weight of 0 is not above 0; leave the value out instead",
        "2:62: parameters.init.weights[2]: x is not a number")]
    [TestCase("parameters: {init: {values: zeros, weights: 3}}",
        "2:29: parameters.init.values: got zeros; allowed: a list of values, like [16, 32, 64]",
        "2:45: parameters.init.weights: got 3; allowed: a list of numbers above 0")]
    [TestCase("parameters: {init: {weights: [1, 0]}}",
        "2:30: parameters.init.weights: weights without values; write {values: [...], weights: [...]}")]
    [TestCase("parameters: {init: {value: zeros, min: 3}}",
        "2:20: parameters.init: value, min do not go together; write one of {min, max}, {mean, sd}, {values: [...]} or {value: x}")]
    [TestCase("parameters: {init: {}}",
        "2:20: parameters.init: has no values; write {min, max}, {mean, sd}, {values: [...]} or {value: x}")]
    [TestCase("parameters: {init: {default: zeros}}",
        "2:20: parameters.init: has no values; write {min, max}, {mean, sd}, {values: [...]} or {value: x}")]
    [TestCase("parameters: {init: {low: 3}}",
        "2:21: parameters.init.low: unknown key; allowed here: value, values, weights, min, max, scale, step, count, mean, sd, default, "
        + "when")]
    [TestCase("parameters: {dropout: {mean: 0.1}}",
        "2:23: parameters.dropout.sd: is missing; standard deviation of normally distributed values")]
    [TestCase("parameters: {dropout: {mean: 0.1, sd: 0}}", "2:39: parameters.dropout.sd: sd 0 is not above 0")]
    [TestCase("parameters: {dropout: {mean: 1.1, sd: 1}}",
        "2:30: parameters.dropout.mean: 1.1 is not allowed; dropout takes a number in [0, 1)")]
    [TestCase("parameters: {init: {mean: 1.1, sd: 1}}",
        "2:20: parameters.init: a normal distribution needs numbers; write a list: init takes <init>")]
    [TestCase("parameters: {batch_size: ful}",
        "2:26: parameters.batch_size: ful is not allowed; batch_size takes a whole number in [1, 1000000], or full; did you mean full?")]
    [TestCase("parameters: {batch_size: [16.5, full]}",
        "2:27: parameters.batch_size[0]: 16.5 is not allowed; batch_size takes a whole number in [1, 1000000], or full")]
    [TestCase("parameters: {batch_size: true}",
        "2:26: parameters.batch_size: true is not allowed; batch_size takes a whole number in [1, 1000000], or full")]
    [TestCase("parameters: {hidden: 010}",
        "2:22: parameters.hidden: 010 is not allowed; hidden takes widths from 1 to 16384 joined by dashes (\"128-64\"), or none")]
    [TestCase("parameters: {hidden: 64-0}",
        "2:22: parameters.hidden: 64-0 is not allowed; hidden takes widths from 1 to 16384 joined by dashes (\"128-64\"), or none")]
    [TestCase("parameters: {epochs: {value: 3, default: 4}}",
        "2:33: parameters.epochs.default: a fixed parameter has its value for a default; leave one out")]
    [TestCase("parameters: {epochs: {min: 2, max: 5, default: 0}}",
        "2:48: parameters.epochs.default: 0 is not allowed; epochs takes a whole number in [1, 1000000]")]
    public void Fault55_56_58_59_ValuesThatAreWrong_SayWhatIsAllowed(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
