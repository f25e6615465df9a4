using HpoRunner.Training;

namespace HpoRunner.Experiments;

internal sealed class GridSizeTests
{
    [TestCase("{init: [zeros, normal], dropout: {min: 0, max: 0.5, step: 0.1}, epochs: 30}", 12)]
    [TestCase("{epochs: 30}", 1)]
    [TestCase("{optimizer: [adam, momentum, sgd], momentum: {values: [0.5, 0.9], when: {optimizer: momentum}}}", 4)]
    [TestCase(
        "{momentum: {values: [0.5, 0.9], when: {optimizer: [momentum]}}, optimizer: [adam, momentum], init: [zeros, normal, uniform]}",
        9
    )]
    public void Count_SmallGrid_IsExact(string parameters, int expected) =>
        Assert.That(
            GridSize.Count(Sample.Sound("search: {method: grid}\nparameters: " + parameters).Parameters),
            Is.EqualTo(new System.Numerics.BigInteger(expected)));

    [Test]
    public void Count_ChainOfConditions_EqualsTheNumberOfDifferentConfigurations()
    {
        var parameters = Sample.Sound(
            """
            search: {method: grid}
            parameters:
              activation: {values: [relu, tanh, sigmoid], when: {schedule: step}}
              schedule: {values: [step, constant], when: {optimizer: [sgd, momentum]}}
              optimizer: [adam, sgd, momentum]
              dropout: {values: [0.1, 0.2], when: {activation: [tanh, relu]}}
            """).Parameters;
        var different = new HashSet<Configuration>();
        foreach (var picks in Combinations(parameters))
            different.Add(SearchSpace.Complete(parameters, picks));
        Assert.That(GridSize.Count(parameters), Is.EqualTo(new System.Numerics.BigInteger(different.Count)));
    }

    [Test]
    public void Count_Continuum_IsNull() => Assert.That(GridSize.Count(Sample.Sound("").Parameters), Is.Null);

    private static IEnumerable<Dictionary<string, Scalar>> Combinations(IReadOnlyList<Parameter> parameters) =>
        parameters.Aggregate(new List<Dictionary<string, Scalar>> { new() }, (sofar, parameter) =>
            [
                .. sofar.SelectMany(picks => ((ChoiceDomain)parameter.Domain).Values
                    .Select(value => new Dictionary<string, Scalar>(picks) { [parameter.Name] = value })),
            ]);
}
