namespace HpoRunner.Experiments.Reading;

/// <summary>A grid needs choices or steps, and must be of a size that ends.</summary>
internal sealed class GridRulesTests
{
    [TestCase("search: {method: grid}",
        "1:1: parameters: is missing; the default search has ranges, and a grid needs choices or steps: name the parameters, "
        + "or use search.method: random")]
    [TestCase(
        "search: {method: grid}\nparameters: {epochs: {min: 1, max: 5}, learning_rate: {min: 0.1, max: 1.0}, dropout: {mean: 0.1, sd: "
        + "0.1}}",
        "3:22: parameters.epochs: a grid needs choices or steps: add step or count (count: 5), or use search.method: random",
        "3:55: parameters.learning_rate: a grid needs choices or steps: add step or count (count: 5), or use search.method: random",
        "3:86: parameters.dropout: a grid needs values that can be counted, and a normal distribution has none; list them, "
        + "or use search.method: random")]
    [TestCase(
        "search: {method: grid}\nparameters: {epochs: {min: 1, max: 10000, step: 1}, dropout: {min: 0.0, max: 0.9, step: 0.0001}, l2: "
        + "{min: 0.0, max: 0.9, step: 0.0001}}",
        "3:1: parameters: a grid of 810180010000 configurations; without a budget at most 1000000 are allowed: take values away, "
        + "give budget.trials or budget.time, or use search.method: random")]
    [TestCase("search: {method: grid}\nparameters: {init: {values: [zeros, normal], weights: [1, 2]}}",
        "3:55: parameters.init.weights: a grid takes every value once, so weights mean nothing; leave them out or use search.method: "
        + "random")]
    public void Fault62_GridThatCannotBeCounted_IsToldWhatToAdd(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
