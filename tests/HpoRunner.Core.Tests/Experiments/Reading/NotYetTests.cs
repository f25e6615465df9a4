namespace HpoRunner.Experiments.Reading;

/// <summary>Keys and values of later versions are told from misspellings.</summary>
internal sealed class NotYetTests
{
    [TestCase(
        "trainer: {command: [python3]}",
        "2:11: trainer.command: this version runs no commands; allowed: surface, or leave trainer out for the built-in network"
    )]
    [TestCase("search: {method: sobol}", "2:18: search.method: sobol is not available in this version; allowed: grid, random")]
    [TestCase("search: {method: latin_hypercube}",
        "2:18: search.method: latin_hypercube is not available in this version; allowed: grid, random")]
    [TestCase("search: {method: tpe}", "2:18: search.method: tpe is not available in this version; allowed: grid, random")]
    [TestCase("search: {method: gp}", "2:18: search.method: gp is not available in this version; allowed: grid, random")]
    [TestCase("search: {method: halving}", "2:18: search.method: halving is not available in this version; allowed: grid, random")]
    [TestCase("search: {method: hyperband}", "2:18: search.method: hyperband is not available in this version; allowed: grid, random")]
    [TestCase("search: {racing: true}", "2:18: search.racing: racing is not available in this version; allowed: false")]
    [TestCase("search: {racing: {error: 0.05}}", "2:18: search.racing: racing is not available in this version; allowed: false")]
    [TestCase("search: {eta: 3, min_epochs: 3}",
        "2:10: search.eta: halving and hyperband are not available in this version; leave it out",
        "2:18: search.min_epochs: halving and hyperband are not available in this version; leave it out")]
    [TestCase("search: {warm_start: latest}",
        "2:10: search.warm_start: warm start is not available in this version; list good configurations under points")]
    [TestCase("workers: {recycle: 1}", "2:20: workers.recycle: restarting trainers is not available in this version; allowed: 0")]
    [TestCase("workers: {launcher: slurm, slurm: {partition: p}}",
        "2:21: workers.launcher: other launchers are not available in this version; allowed: local",
        "2:28: workers.slurm: this version starts its workers on this machine alone; leave it out")]
    [TestCase("workers: {launcher: [ssh, host]}",
        "2:21: workers.launcher: other launchers are not available in this version; allowed: local")]
    [TestCase("workers: {gpus: 4, per_gpu: 1}",
        "2:11: workers.gpus: GPUs are not available in this version; leave it out",
        "2:20: workers.per_gpu: GPUs are not available in this version; leave it out")]
    public void Read_WhatALaterVersionBrings_IsRefusedWithWhatToDo(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
