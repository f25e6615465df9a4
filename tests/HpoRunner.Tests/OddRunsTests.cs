namespace HpoRunner.Tests;

/// <summary>Runs that are hardly there: killed before their first trial, or kept from being read; and terminals with little room.</summary>
[Category("Process")]
internal sealed class OddRunsTests
{
    private Hpo _hpo = null!;
    private string _whole = null!;
    private string _empty = null!;

    [OneTimeSetUp]
    public void MakeRuns()
    {
        _hpo = new Hpo();
        var iris = Path.Combine(Hpo.Experiments, "iris.yaml");
        Assert.That(_hpo.Call("run", iris, "--trials", "2", "--workers", "1", "--progress", "none").ExitCode, Is.Zero);
        _whole = _hpo.Run;
        _empty = Path.Combine(_hpo.Folder, "20261121-021407-7f3a");
        Directory.CreateDirectory(_empty);
        var journal = File.ReadLines(Path.Combine(_whole, "journal.jsonl")).First() + "\n";
        File.WriteAllText(Path.Combine(_empty, "journal.jsonl"), journal);
    }

    [OneTimeTearDown]
    public void DeleteThem() => _hpo.Dispose();

    [Test]
    public void Show_BeforeTheFirstTrial_SaysThatThereIsNone()
    {
        var ended = _hpo.Call("show", _empty, "0");
        Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((2, $"hpo: there is no trial 0; {Path.GetFileName(_whole)} has none yet\n")));
    }

    [Test]
    public void Compare_BeforeTheFirstTrial_PrintsNoEmptyTable()
    {
        var ended = _hpo.Call("compare", _empty, _whole);
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Output, Does.Contain("no trial completed").And.Not.Contain("score A").And.Not.Contain("Gaps are"));
    }

    /// <summary>The experiment's parameter epochs and the epochs that were trained once had one name.</summary>
    [Test]
    public void Export_Csv_NamesEachColumnOnce() =>
        Assert.That(_hpo.Call("export", _whole).Output.Split('\n')[0].Split(','), Is.Unique.And.Contains("epochs").And.Contains("trained_epochs"));

    /// <summary>As messages list them.</summary>
    [Test]
    public void Run_NamedWithItsExperiment_IsFound() =>
        Assert.That(_hpo.Call("status", "iris/" + Path.GetFileName(_whole)).ExitCode, Is.Zero);

    /// <summary>A process's memory opens as a file does, and cannot be read at its beginning.</summary>
    [Test]
    public void List_JournalThatCannotBeRead_StillShowsTheOthers()
    {
        var locked = Path.Combine(_hpo.Results, "locked", "20261121-021407-7f3b");
        Directory.CreateDirectory(locked);
        File.CreateSymbolicLink(Path.Combine(locked, "journal.jsonl"), "/proc/self/mem");
        var ended = _hpo.Call("list");
        Directory.Delete(Path.GetDirectoryName(locked)!, recursive: true);
        Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((0, "")));
        Assert.That(ended.Output, Does.Contain("cannot be read").And.Contain(Path.GetFileName(_whole)));
    }

    [TestCase("list", "no room for best, trial: --json has all")]
    [TestCase("show latest 0", "no room for log_loss: --json has all")]
    [TestCase("compare latest latest", "no room for 95 % interval, p: --json or --html has all")]
    public void Table_InANarrowTerminal_LeavesOutColumnsAndSaysSo(string command, string told)
    {
        using var shell = _hpo.StartShell($"bash -c 'stty cols 60; hpo {command}'");
        Assert.That(shell.WaitForEnd().Output, Does.Contain(told));
    }
}
