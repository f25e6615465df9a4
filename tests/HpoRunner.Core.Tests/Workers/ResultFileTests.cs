using System.Runtime.Versioning;
using HpoRunner.Evaluation;

namespace HpoRunner.Workers;

internal sealed class ResultFileTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hpo-result-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Take_WhatWasWritten_GivesItAndRemovesTheFile()
    {
        var path = ResultFile.Write(
            _folder.FullName, EvaluationKey.Final(3), 2, new FinalFit([0, 5], [1.5, double.NaN], [0.1 + 0.2, -0.0], [0.5, 2]));
        var fit = ResultFile.Take(_folder.FullName + "/", path, out var error)!;
        Assert.That(error, Is.Null);
        Assert.That(fit.Rows, Is.EqualTo(new[] { 0, 5 }));
        Assert.That(fit.Truth, Is.EqualTo(new[] { 1.5, double.NaN }));
        Assert.That(fit.Predicted, Is.EqualTo(new[] { 0.1 + 0.2, -0.0 }));
        Assert.That(_folder.GetFiles(), Is.Empty);
    }

    [TestCase("""{"rows":[0,5],"truth":[1],"predicted":[1,2]}""", "2 rows, but 1 truths, 2 predictions")]
    [TestCase("""{"rows":[-1],"truth":[1],"predicted":[1]}""", "a row has a number below 0")]
    [TestCase("""{"rows":[0],"truth":[1],"predicted":[1],"logLosses":[1,2]}""", "2 log losses")]
    public void Take_NumbersThatDoNotBelongTogether_AreRefusedAndStay(string json, string words)
    {
        var path = Path.Combine(_folder.FullName, ".result-3.final-1-77.json");
        File.WriteAllText(path, json);
        Assert.That(ResultFile.Take(_folder.FullName, path, out var error), Is.Null);
        Assert.That(error, Does.Contain(words));
        Assert.That(File.Exists(path));
    }

    [Test]
    [Platform("Unix")]
    [UnsupportedOSPlatform("windows")]
    public void Write_File_IsForItsOwnerAlone()
    {
        var path = ResultFile.Write(_folder.FullName, EvaluationKey.Final(3), 2, new FinalFit([], [], []));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void RemoveLeftovers_OfADeadWorker_RemovesItsFilesAlone()
    {
        var mine = ResultFile.Write(_folder.FullName, EvaluationKey.Final(3), 2, new FinalFit([], [], []));
        var other = Path.Combine(_folder.FullName, $".result-3.final-1-1{Environment.ProcessId}.json");
        File.WriteAllText(other, "{}");
        ResultFile.RemoveLeftovers(_folder.FullName, Environment.ProcessId);
        Assert.That((File.Exists(mine), File.Exists(other)), Is.EqualTo((false, true)));
    }

    [TestCase("outside.json")]
    [TestCase("run/../outside.json")]
    [TestCase("run/deeper/inside.json")]
    public void Fault66_Take_PathThatIsNotInTheRunFolder_IsNeitherReadNorDeleted(string relative)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "run", "deeper"));
        var path = Path.Combine(_folder.FullName, relative);
        File.WriteAllText(path, """{"rows":[],"truth":[],"predicted":[]}""");
        Assert.That(ResultFile.Take(Path.Combine(_folder.FullName, "run"), path, out var error), Is.Null);
        Assert.That(error, Does.Contain("not in the run folder"));
        Assert.That(File.Exists(path), Is.True);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"rows":[1],"truth":"x","predicted":[]}""")]
    public void Take_FileThatIsNoFit_IsAnError(string content)
    {
        var path = Path.Combine(_folder.FullName, "x.json");
        File.WriteAllText(path, content);
        Assert.That(ResultFile.Take(_folder.FullName, path, out var error), Is.Null);
        Assert.That(error, Does.StartWith($"the result file {path} cannot be read"));
    }

    [Test]
    public void Take_FileThatIsNotThere_IsAnError()
    {
        Assert.That(ResultFile.Take(_folder.FullName, Path.Combine(_folder.FullName, "gone.json"), out var error), Is.Null);
        Assert.That(error, Does.Contain("gone.json"));
    }
}
