using System.Text.RegularExpressions;

namespace HpoRunner.Tests;

/// <summary><c>hpo completion</c>: what hpo answers, and what the TAB key does in real shells that have read the script.</summary>
[Category("Process")]
internal sealed class CompletionTests
{
    private const string Words = """words() { printf '<%s>' "$@"; echo " end"; }""";

    private Hpo _hpo = null!;
    private string _run = null!;

    [OneTimeSetUp]
    public void MakeARun()
    {
        _hpo = new Hpo();
        var iris = Path.Combine(Hpo.Experiments, "iris.yaml");
        Assert.That(_hpo.Call("run", iris, "--trials", "1", "--workers", "1", "--progress", "none").ExitCode, Is.Zero);
        _run = Path.GetFileName(_hpo.Run);
        Directory.CreateDirectory(Path.Combine(_hpo.Folder, "my data"));
        _hpo.Write(Path.Combine("my data", "my exp.yaml"), "");
    }

    [OneTimeTearDown]
    public void DeleteIt() => _hpo.Dispose();

    [Test]
    public void Answer_AfterWords_IsWhatMayComeNext()
    {
        Assert.That(Offered("res"), Is.EqualTo((string[])["resume"]));
        Assert.That(Offered(""), Does.Contain("run").And.Not.Contain("--help"));
        Assert.That(Offered("--h"), Is.EqualTo((string[])["--help"]));
        Assert.That(Offered("--pro", "run"), Is.EqualTo((string[])["--progress"]));
        Assert.That(Offered("-", "run"), Does.Contain("--help").And.Not.Contain("-?"));
        Assert.That(Offered("", "export", "--format"), Is.EqualTo((string[])["csv", "json"]));
        Assert.That(Offered("--format=j", "export"), Is.EqualTo((string[])["--format=json"]));
        Assert.That(Offered("", "show"), Is.EqualTo((string[])["latest", _run]));
        Assert.That(Offered(_run[..8], "compare", "latest"), Is.EqualTo((string[])[_run]));
        Assert.That(Offered("", "completion"), Is.EqualTo((string[])["bash", "zsh", "fish", "pwsh"]));
    }

    /// <summary>Where hpo says nothing the shell offers files.</summary>
    [Test]
    public void Answer_WhereAFileOrANumberBelongs_IsNothing()
    {
        Assert.That(Offered("", "run"), Is.Empty);
        Assert.That(Offered("", "predict", "latest"), Is.Empty);
        Assert.That(Offered("", "show", "latest"), Is.Empty);
        Assert.That(Offered("", "compare", "latest", "--html"), Is.Empty);
        Assert.That(Offered("", "show", "--results", "elsewhere"), Is.Empty);
        Assert.That(Offered("--nosuch=", "export"), Is.Empty);
    }

    [Test]
    public void Tab_InBash_CompletesWhatWasBegun() => TypeIn("bash --norc -i", Words, """eval "$(hpo completion bash)" """);

    [Test]
    public void Tab_InZsh_CompletesWhatWasBegun() =>
        TypeIn("zsh -f -i", Words, "bindkey -e; autoload -Uz compinit; compinit -u -D", """eval "$(hpo completion zsh)" """);

    [Test]
    public void Tab_InFish_CompletesWhatWasBegun() => TypeIn(
        "fish --no-config -i", "function words; printf '<%s>' $argv; echo ' end'; end", "hpo completion fish | source");

    /// <summary>PowerShell is in no package source of the tests: of its script only what hpo is asked is looked at.</summary>
    [Test]
    public void Script_ForPowerShell_RegistersAQuestionToHpo() => Assert.That(
        _hpo.Call("completion", "pwsh").Output,
        Does.Contain("Register-ArgumentCompleter -Native -CommandName hpo").And.Contain("[complete:$word]"));

    [Test]
    public void Script_ForAnUnknownShell_Exit2() => Assert.That(_hpo.Call("completion", "tcsh").ExitCode, Is.EqualTo(2));

    private void TypeIn(string shell, params string[] settings)
    {
        var program = shell.Split(' ')[0];
        var isInstalled = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        Assume.That(isInstalled, Is.True, $"{program} is not installed");
        using var running = _hpo.StartShell(shell);
        foreach (var setting in settings)
            running.Type(setting + "\r");
        Assert.Multiple(() =>
        {
            Assert.That(Typed("hpo expo\t"), Is.EqualTo("<hpo><export>"), "a command");
            Assert.That(Typed("hpo export --form\tj\t"), Is.EqualTo("<hpo><export><--format><json>"), "an option and its value");
            Assert.That(Typed("hpo export --format=c\t"), Is.EqualTo("<hpo><export><--format=csv>"), "an option with =");
            Assert.That(Typed("hpo show lat\t7"), Is.EqualTo("<hpo><show><latest><7>"), "the newest run");
            Assert.That(Typed("hpo show 2\t"), Is.EqualTo($"<hpo><show><{_run}>"), "a run");
            Assert.That(Typed("hpo show results/ir\t2\t"), Does.StartWith($"<hpo><show><results/iris/{_run}"), "a run's folder");
            Assert.That(Typed("hpo run my\tmy\t"), Is.EqualTo("<hpo><run><my data/my exp.yaml>"), "a file with blanks");
            Assert.That(Typed("LANG=C hpo expo\t"), Is.EqualTo("<LANG=C><hpo><export>"), "not at the line's beginning");
        });
        running.Type("exit\r");

        // Ctrl-A goes to the line's beginning, where a word is set that prints the line's other words.
        string Typed(string keys)
        {
            var before = Seen().Count;
            running.Type(keys + "\u0001words \r");
            running.WaitUntil(() => Seen().Count > before);
            return Seen()[^1];
        }

        List<string> Seen() => [.. Regex.Matches(running.Output, @"((?:<[^>%]*>)+) end").Select(match => match.Groups[1].Value)];
    }

    private string[] Offered(string word, params string[] before) =>
        [.. _hpo.Call([$"[complete:{word}]", .. before]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')[0])];
}
