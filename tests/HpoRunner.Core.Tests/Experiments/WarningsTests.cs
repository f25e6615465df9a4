namespace HpoRunner.Experiments;

/// <summary>What is allowed but looks like a mistake.</summary>
internal sealed class WarningsTests
{
    [TestCase(
        "parameters: {l2: {min: 0, max: 1}}",
        "2:24: parameters.l2: both bounds are whole, so only whole numbers are drawn; write 0.0 for all numbers in between"
    )]
    [TestCase("parameters: {epochs: 3}", "2:1: parameters: nothing is searched: every parameter is fixed, so only the baseline is trained")]
    [TestCase("constraints: [beta1 > beta2]",
        "2:1: constraints: the baseline breaks beta1 > beta2 and will not be trained; give the parameters a default that keeps it")]
    [TestCase("points: [{batch_size: 33}]",
        "2:23: points[0].batch_size: 33 is not among the values that are searched; it is tried all the same")]
    [TestCase("points: [{learning_rate: 0.001}]", "2:10: points[0]: is the same as the baseline and is not trained again")]
    [TestCase("points: [{batch_size: 64}, {batch_size: 64, l2: 0}]",
        "2:49: points[1].l2: 0 is not among the values that are searched; it is tried all the same",
        "2:28: points[1]: is the same as points[0] and is not trained again")]
    [TestCase(
        "points: [{batch_size: 64}, {batch_size: 16}]\nbudget: {trials: 1}",
        "2:1: points: 2 points, but the budget ends after 1 trials")]
    [TestCase("metric: accuracy\nmetrics: [accuracy]", "3:11: metrics[0]: accuracy is the metric itself and reported anyway")]
    [TestCase(
        "parameters: {l2: [0,5, 1,9]}",
        "2:19: parameters.l2: 0,5 reads as two entries here; write 0.5 for one number, or a blank after the comma"
    )]
    [TestCase("parameters: {momentum: [0.5, 0.9]}",
        "2:14: parameters.momentum: has no effect: optimizer is never one of momentum, nesterov, rmsprop_momentum, rmsprop_nesterov")]
    [TestCase(
        "parameters: {hidden: none, dropout: [0, 0.5], optimizer: [adam, momentum], momentum: 0.8}",
        "2:28: parameters.dropout: has no effect: hidden is always none")]
    [TestCase("parameters: {early_stopping_share: [0.1, 0.2], loss: [mse]}",
        "2:14: parameters.early_stopping_share: has no effect: early_stopping is always 0")]
    [TestCase("parameters: {optimizer: [adam, sgd], beta1: {min: 0.8, max: 0.9, when: {optimizer: sgd}}}",
        "2:38: parameters.beta1: has no effect: optimizer is never one of adam, amsgrad, adamax, nadam, adamw")]
    [TestCase("parameters: {optimizer: {values: [lbfgs, random_search], default: lbfgs}, batch_size: full, clip_norm: 1}",
        "2:93: parameters.clip_norm: has no effect: optimizer is always one of lbfgs, coordinate_descent, random_search")]
    [TestCase("parameters: {early_stopping: [0, 5], early_stopping_share: [0.1, 0.2], hidden: [none, \"8\"], activation: tanh}")]
    public void Read_SuspiciousButAllowed_WarnsAndReads(string snippet, params string[] expected)
    {
        Assert.That(Sample.Errors(snippet), Is.Empty);
        Assert.That(Sample.Warnings(snippet), Is.EquivalentTo(expected));
    }
}
