namespace HpoRunner.Experiments.Reading;

internal sealed class TrainerReaderTests
{
    [Test]
    public void Read_Surface_NeedsNoDataAndHasOneScore()
    {
        var experiment = Sample.Sound("!trainer: {surface: ravine}");
        Assert.That(experiment.Surface, Is.EqualTo("ravine"));
        Assert.That(experiment.HasModel, Is.False);
        Assert.That(experiment.Validation.ScoreCount, Is.EqualTo(1));
        Assert.That(experiment.TestShare, Is.Null);
        Assert.That(
            experiment.Searched.Select(parameter => parameter.Name),
            Is.EqualTo(new[] { "optimizer", "learning_rate" }), "the default search");
    }

    [Test]
    public void Read_DefaultLearningRate_IsTheOptimizersEvenNewtons() =>
        Assert.That(
            Sample.Sound("!trainer: {surface: saddle}\nparameters: {optimizer: newton, learning_rate: [0.5, 1]}")
                .Baseline["learning_rate"]?.AsNumber,
            Is.EqualTo(1));

    [TestCase(
        "!trainer: {surface: ravin}",
        "1:20: trainer.surface: ravin is not known; allowed: quadratic, ravine, saddle, double_well, plateau, cliff; did you mean ravine?"
    )]
    [TestCase("!trainer: {}", "1:10: trainer: is empty; name a surface, or leave trainer out for the built-in network")]
    [TestCase("!trainer: ravine", "1:10: trainer: got ravine; allowed: a mapping with surface; write {surface: ravine}")]
    [TestCase("trainer: {surface: ravine}", "1:1: data: a surface has no data; leave it out")]
    [TestCase("!trainer: {surface: ravine}\npreprocessing: {scale: none}", "2:1: preprocessing: a surface has no data; leave it out")]
    [TestCase("!trainer: {surface: ravine}\nfinal: {confirm: {top: 2}}", "2:1: final: a surface has no data; leave it out")]
    [TestCase("!trainer: {surface: ravine}\nvalidation: {folds: 5}",
        "2:14: validation.folds: a surface has no rows to split; allowed here: repeats, with start_spread or gradient_noise")]
    [TestCase("!trainer: {surface: ravine}\nvalidation: {repeats: 5}",
        "2:1: validation.repeats: every repeat would be the same; give start_spread (other starts) or gradient_noise a value above 0, "
        + "or leave repeats out")]
    [TestCase("!trainer: {surface: ravine}\nmetric: accuracy", "2:9: metric: accuracy is for networks; allowed: loss, distance, steps")]
    [TestCase("!trainer: {surface: ravine}\nparameters: {hidden: \"64\"}",
        "2:14: parameters.hidden: hidden is a parameter of networks, and has no meaning on a surface; leave it out")]
    [TestCase("!trainer: {surface: saddle}\nparameters: {condition: 5}",
        "2:14: parameters.condition: this surface has no condition, which is for quadratic and ravine; leave it out")]
    [TestCase("parameters: {damping: 1}",
        "2:14: parameters.damping: damping is a parameter of surfaces alone (trainer: {surface: quadratic}); leave it out")]
    [TestCase("parameters: {optimizer: newton}",
        "2:25: parameters.optimizer: newton needs all second derivatives, which surfaces alone have (trainer: {surface: ravine}); "
        + "for a network use lbfgs")]
    [TestCase("!trainer: {surface: ravine}\nparameters: {schedule: exponential, schedule_decay: 2}",
        "2:37: parameters.schedule_decay: schedule_decay: 2 makes the rate grow without end with schedule exponential, "
        + "which takes numbers in (0, 1]")]
    public void Read_WrongForATrainer_SaysWhatToDo(string snippet, string expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(new[] { expected }));

    [TestCase("start_spread: 0.1")]
    [TestCase("gradient_noise: [0, 1]")]
    [TestCase("optimizer: [sgd, random_search]")]
    public void Read_RepeatsThatDiffer_AreAllowed(string parameter) =>
        Assert.That(Sample.Errors($"!trainer: {{surface: ravine}}\nvalidation: {{repeats: 5}}\nparameters: {{{parameter}}}"), Is.Empty);
}
