using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>Groups, time and class weights: what goes together, and what does not.</summary>
internal sealed class SplitAndWeightRulesTests
{
    [TestCase("validation: {method: group_k_fold}",
        "2:13: validation.group: is missing; column whose rows of equal value stay together (method: group_k_fold); no feature")]
    [TestCase("validation: {method: time_series}",
        "2:13: validation.order: is missing; column that tells the time (method: time_series); no feature")]
    [TestCase("validation: {group: patient}",
        "2:14: validation.group: has a use for method: group_k_fold alone; leave it out, or use that method")]
    [TestCase("validation: {method: group_k_fold, group: a, order: b}",
        "2:46: validation.order: has a use for method: time_series alone; leave it out, or use that method")]
    [TestCase("validation: {method: group_k_fold, group: a, stratify: true}",
        "2:56: validation.stratify: groups and time decide which rows are together, not classes; allowed: false")]
    [TestCase("validation: {method: time_series, order: a, repeats: 2}",
        "2:54: validation.repeats: blocks of time are not shuffled, so every repeat would have the same splits; allowed: 1")]
    [TestCase("validation: {method: time_series, order: a, share: 20%}",
        "2:45: validation.share: folds have no share; leave share out, or use method: holdout")]
    [TestCase("!data: {file: a.csv, target: y, task: regression, class_weights: balanced}",
        "1:65: data.class_weights: a regression has no classes to weigh; allowed: none")]
    [TestCase("parameters: {hidden: \"64\", layers: [1, 2]}",
        "2:13: parameters: hidden does not go together with layers and width; write hidden: \"64-64\", or layers: 2 and width: 64")]
    public void Read_WhatDoesNotGoTogether_IsRefused(string snippet, string expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(new[] { expected }));

    [Test]
    public void Read_GroupedFoldsAndWeights_ReachTheDataset()
    {
        var experiment = Sample.Sound(
            "!data: {file: a.csv, target: y, class_weights: balanced}\nvalidation: {method: group_k_fold, group: patient, folds: 3}");

        Assert.That(
            (experiment.Dataset.Group, experiment.Dataset.Order, experiment.Dataset.ClassWeights),
            Is.EqualTo(("patient", (string?)null, ClassWeighting.Balanced)));
        Assert.That((experiment.Validation.Method, experiment.Validation.ScoreCount), Is.EqualTo((ValidationMethod.GroupKFold, 3)));
        Assert.That(ExperimentAgainstDataset.Complete(experiment, TargetKind.Classification).Validation.Stratify, Is.False);
    }

    [Test]
    public void Read_TimeSeries_HasAScorePerBlock()
    {
        var experiment = Sample.Sound("validation: {method: time_series, order: date, folds: 4}");

        Assert.That((experiment.Dataset.Order, experiment.Validation.ScoreCount), Is.EqualTo(("date", 4)));
        Assert.That(ExperimentDescription.Write(experiment), Does.Contain("4 blocks in the order of date"));
    }
}
