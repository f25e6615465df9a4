namespace HpoRunner.Experiments.Reading;

/// <summary>Points are configurations of this file's parameters, and keep its constraints.</summary>
internal sealed class PointRulesTests
{
    [TestCase("points: {learning_rate: 0.1}", "2:9: points: got a mapping; allowed: a list of mappings like [{learning_rate: 0.001}]")]
    [TestCase("points: [{lerning_rate: 0.1}, {learning_rate: abc}, {}, 3, {epochs: 3}]",
        "2:11: points[0].lerning_rate: is not among this file's parameters; did you mean learning_rate?",
        "2:47: points[1].learning_rate: abc is not allowed; learning_rate takes a number in (0, 100]",
        "2:53: points[2]: is empty; name a parameter and its value",
        "2:57: points[3]: got 3; allowed: a mapping like {learning_rate: 0.001}",
        "2:61: points[4].epochs: is not among this file's parameters")]
    [TestCase("points: [{beta1: 0.98, beta2: 0.91}]\nconstraints: [beta1 < beta2]",
        "2:10: points[0]: breaks the constraint beta1 < beta2: "
        + "learning_rate=0.001 batch_size=32 beta1=0.98 beta2=0.91 l2=0 init=glorot_uniform")]
    [TestCase(
        "points: [{optimizer: adam, momentum: 0.5}, {optimizer: momentum, epochs: 4}]\nparameters: {optimizer: [adam, momentum], "
        + "momentum: {min: 0.1, max: 0.9, when: {optimizer: momentum}}, epochs: 3}",
        "2:28: points[0].momentum: is inactive at this point: its when does not hold; leave it out",
        "2:74: points[1].epochs: 4 differs from the fixed value 3; leave it out, or search epochs")]
    public void Read_PointThatIsWrong_IsTold(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
