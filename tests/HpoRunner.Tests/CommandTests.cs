using System.Text.Json;

namespace HpoRunner.Tests;

[Category("Process")]
internal sealed class CommandTests
{
    [Test]
    public void Plan_TimesAFewEvaluations_AndStartsNoRun()
    {
        using var hpo = new Hpo();
        var planned = hpo.Call("plan", Path.Combine(Hpo.Experiments, "wine.yaml"), "--workers", "1", "--for", "1h", "--trials", "24");
        Assert.That((planned.ExitCode, planned.Error), Is.EqualTo((0, "")));
        Assert.That(planned.Output, Does.Contain("25 (random, the baseline included) × 10 scores = 250 evaluations, then 2 final fits")
            .And.Contain("12 evaluations timed").And.Contain("started now, done by")
            .And.Contain("1h of running time: all trials fit").And.Contain("are free"));
        Assert.That(Directory.Exists(hpo.Results), Is.False);
        using var facts = System.Text.Json.JsonDocument.Parse(
            hpo.Call("plan", Path.Combine(Hpo.Experiments, "wine.yaml"), "--json").Output);
        Assert.That(facts.RootElement.GetProperty("evaluations").GetInt32(), Is.EqualTo(250));
        Assert.That(facts.RootElement.GetProperty("memoryPerWorkerBytes").GetInt64(), Is.GreaterThan(10 << 20));
        Assert.That(hpo.Call("plan", hpo.Write("bad.yaml", "data: {}")).ExitCode, Is.EqualTo(2));
        Assert.That(hpo.Call("plan", hpo.Write("none.yaml", "data: {file: none.csv, target: y}")).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void Help_ListsEveryCommand()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("--help");
        Assert.That(ended.ExitCode, Is.Zero);
        foreach (var command in (string[])["run", "resume", "validate", "plan", "init", "list", "status", "top", "show", "report", "verify",
            "schema", "doctor", "check-gradients"])
            Assert.That(ended.Output, Does.Contain($"  {command} "));
        Assert.That(ended.Output, Does.Not.Contain("  worker "), "hidden: only the coordinator starts it");
    }

    [Test]
    public void CheckGradients_OfAShippedExperiment_AgreeLayerByLayer()
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("check-gradients", Path.Combine(Hpo.Experiments, "iris.yaml"));
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(
            ended.Output,
            Does.Contain("layer 1 weights").And.Contain("layer 2 biases").And.Contain("agrees with central differences"));
    }

    [Test]
    public void SchemaTrainer_PrintsThePageOnParameters()
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call("schema", "--trainer").Output, Does.Contain("| `batch_norm` |"));
    }

    [TestCase("hpo: a command is needed; 'hpo run FILE' starts a search")]
    [TestCase("hpo: there is no command 'rnu' (did you mean 'run'?)\nsee 'hpo --help'", "rnu", "a.yaml")]
    [TestCase("hpo: 'run' needs FILE\nsee 'hpo run --help'", "run")]
    [TestCase("hpo: --html no/such/folder/a.html: there is no folder ", "compare", "a", "b", "--html", "no/such/folder/a.html")]
    [TestCase("hpo: --output .: this is a folder; name the file in it", "export", "latest", "--output", ".")]
    [TestCase("hpo: 'run' has no option --worker (did you mean '--workers'?)", "run", "a.yaml", "--worker", "3")]
    [TestCase("hpo: 'run' does not take 'b.yaml': that is one argument too many", "run", "a.yaml", "b.yaml")]
    [TestCase(
        "hpo: --progress: 'lve' is not allowed; allowed: auto, json, live, none, plain (did you mean 'live'?)", "run", "a.yaml",
        "--progress", "lve"
    )]
    [TestCase("hpo: --results needs DIR", "run", "a.yaml", "--results")]
    [TestCase("hpo: TRIAL: 'x' is not a whole number", "show", "latest", "x")]
    [TestCase("hpo: -n 0: a whole number from 1 is needed", "top", "-n", "0")]
    [TestCase("hpo: -n: 'x' is not a whole number", "top", "-n", "x")]
    [TestCase("hpo: 'resume' has no option --seed\n", "resume", "--seed", "3")]
    [TestCase("hpo: 'stop' has no option --nwo (did you mean '--now'?)", "stop", "--nwo")]
    [TestCase("digits.yaml is a file; --results and HPO_RESULTS name the folder of all runs", "list", "--results", "digits.yaml")]
    [TestCase("no run in ", "status", "--", "--nwo")]
    [TestCase("diggits.yaml: there is no such file; did you mean digits.yaml?", "run", "diggits.yaml")]
    public void WrongUsage_Exit2WithWhatIsAllowed(string said, params string[] arguments)
    {
        using var hpo = new Hpo();
        hpo.Write("digits.yaml", "");
        var ended = hpo.Call(arguments);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Error);
        Assert.That(ended.Error, Does.Contain(said));
    }

    [Test]
    public void Validate_MisspeltDataFile_NamesItsPlaceAndTheNearestFile()
    {
        using var hpo = new Hpo();
        hpo.Write("iris.csv", "x,y\n");
        var ended = hpo.Call(
            "validate", hpo.Write("a.yaml", "data: {file: irsi.csv, target: y}\nparameters: {learning_rate: [0.1, 0.2]}\n"));
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(
            ended.Error,
            Does.Contain("a.yaml:1:14: data.file: irsi.csv: there is no such file in ").And.Contain("(did you mean 'iris.csv'?)"));
    }

    [TestCase("status")]
    [TestCase("resume", "1234")]
    [TestCase("show", "latest", "0")]
    public void UnknownRun_Exit2(params string[] arguments)
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call(arguments).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Validate_TenMistakes_ReportsAllWithLineAndColumn()
    {
        using var hpo = new Hpo();
        var file = hpo.Write("bad.yaml", """
            name: bad/name
            seed: 1.5
            dta: {file: x.csv}
            data: {file: iris.csv, target: target, test: 120%}
            validation: {folds: 1}
            metric: {name: acuracy}
            search: {method: rndom}
            parameters:
              lerning_rate: {min: 1, max: 2}
              batch_size: [16, 010]
              dropout: {min: 0.5, max: 0.1}
            """);
        var ended = hpo.Call("validate", file);
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        var places = System.Text.RegularExpressions.Regex.Matches(ended.Error, @"bad\.yaml:(\d+):\d+: ")
            .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(places, Is.EqualTo((int[])[1, 2, 3, 4, 5, 6, 7, 9, 10, 11]), ended.Error);
        Assert.That(ended.Error, Does.Contain("did you mean learning_rate").And.Contain("10 errors"));
    }

    [Test]
    public void Validate_EveryExample_IsGood()
    {
        using var hpo = new Hpo();
        foreach (var file in Directory.EnumerateFiles(Hpo.Experiments, "*.yaml"))
        {
            var ended = hpo.Call("validate", file);
            Assert.That(ended.ExitCode, Is.Zero, $"{file}: {ended.Error}");
            Assert.That(ended.Output, Does.Contain("learning_rate"));
        }
    }

    [Test]
    public void Init_WritesAFileThatRuns()
    {
        using var hpo = new Hpo();
        hpo.Write("flowers.csv", File.ReadAllText(Path.Combine(Hpo.Experiments, "data", "iris.csv")));
        Assert.That(hpo.Call("init", "flowers.csv", "--target", "target").ExitCode, Is.Zero);
        var ended = hpo.Call("run", "flowers.yaml", "--trials", "1", "--set", "epochs=2");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(hpo.Call("init", "flowers.csv", "--target", "target").ExitCode, Is.EqualTo(2), "an existing file is never overwritten");
    }

    [Test]
    public void Init_ImagesAndSurfaces_WritesFilesThatAreSound()
    {
        using var hpo = new Hpo();
        foreach (var name in (string[])["digits-images.idx.gz", "digits-labels.idx.gz"])
            File.Copy(Path.Combine(Hpo.Experiments, "data", name), Path.Combine(hpo.Folder, name));
        Assert.That(hpo.Call("init", "digits-images.idx.gz", "--labels", "digits-labels.idx.gz", "-o", "images.yaml").ExitCode, Is.Zero);
        Assert.That(hpo.Call("validate", "images.yaml").Output, Does.Contain("1797 images of 8 x 8 pixels"));
        Assert.That(hpo.Call("init", "--surface", "ravine").ExitCode, Is.Zero);
        Assert.That(hpo.Call("run", "ravine.yaml", "--trials", "2").ExitCode, Is.Zero);
        Assert.That(hpo.Call("init", "--surface", "rvine").Error, Does.Contain("did you mean 'ravine'"));
        Assert.That(hpo.Call("init", "ravine.csv").Error, Does.Contain("--target COLUMN is needed"));
        Assert.That(hpo.Call("init").ExitCode, Is.EqualTo(2));
    }

    /// <summary>What shows only beside the data has its place in the experiment file, too.</summary>
    [Test]
    public void Validate_WhatDoesNotFitTheData_HasLineAndColumn()
    {
        using var hpo = new Hpo();
        File.Copy(Path.Combine(Hpo.Experiments, "data", "iris.csv"), Path.Combine(hpo.Folder, "iris.csv"));
        hpo.Write("e.yaml", "data:\n  file: iris.csv\n  target: target\nmetrics: [r2]\nparameters:\n  augment_flip: true\n");
        var ended = hpo.Call("validate", "e.yaml");
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(ended.Error, Does.Contain("e.yaml:4:11: metrics[0]: r2 does not judge a classification"));
        Assert.That(
            ended.Error,
            Does.Contain("e.yaml:6:17: parameters.augment_flip: true augments images, and iris.csv is not known to hold any"));
        hpo.Write("f.yaml", "data:\n  file: iris.csv\n  target: targt\n");
        ended = hpo.Call("validate", "f.yaml");
        Assert.That(ended.ExitCode, Is.EqualTo(3));
        Assert.That(ended.Error, Does.Contain("f.yaml:3:11: data.target: iris.csv:1: there is no target 'targt' (did you mean 'target'?)"));
        hpo.Write("g.yaml", "data: {file: iris.csv, target: target}\nvalidation: {folds: 60}\n");
        Assert.That(hpo.Call("validate", "g.yaml").Error, Does.Contain("g.yaml:2:21: validation.folds: "));
    }

    [Test]
    public void LookingCommands_AfterARun_PrintTablesAndJson()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "3", "--set", "epochs=3");
        foreach (var arguments in (string[][])[["list"], ["status"], ["top", "-n", "2"], ["show", "latest", "1"], ["doctor"]])
        {
            var table = hpo.Call(arguments);
            Assert.That(table.ExitCode, Is.Zero, table.Error);
            Assert.That(table.Output, Is.Not.Empty);
            var json = hpo.Call([.. arguments, "--json"]);
            Assert.That(() => JsonDocument.Parse(json.Output), Throws.Nothing, string.Join(' ', arguments));
        }
        using var top = JsonDocument.Parse(hpo.Call("top", "-n", "2", "--json").Output);
        Assert.That(top.RootElement.GetArrayLength(), Is.EqualTo(2));
        Assert.That(hpo.Call("show", "latest", "99").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Schema_IsJson()
    {
        using var hpo = new Hpo();
        using var schema = JsonDocument.Parse(hpo.Call("schema").Output);
        Assert.That(schema.RootElement.GetProperty("properties").TryGetProperty("parameters", out _));
    }

    [Test]
    public void Verify_FlippedByte_Exit5AndSalvageKeepsTheRest_Fault73()
    {
        using var hpo = new Hpo();
        hpo.Call("run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "2", "--set", "epochs=2");
        Assert.That(hpo.Call("verify").ExitCode, Is.Zero);
        var journal = Path.Combine(hpo.Run, "journal.jsonl");
        var bytes = File.ReadAllBytes(journal);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(journal, bytes);
        Assert.That(hpo.Call("verify").ExitCode, Is.EqualTo(5));
        Assert.That(hpo.Call("resume", "--trials", "5").ExitCode, Is.EqualTo(5));
        Assert.That(hpo.Call("verify", "latest", "--salvage", Path.Combine(hpo.Folder, "saved")).ExitCode, Is.Zero);
        Assert.That(File.Exists(Path.Combine(hpo.Folder, "saved", "journal.jsonl")));
    }

    [TestCase("json")]
    [TestCase("plain")]
    [TestCase("none")]
    public void Progress_EachKind_KeepsStdoutForTheResult(string kind)
    {
        using var hpo = new Hpo();
        var ended = hpo.Call("run", Path.Combine(Hpo.Experiments, "iris.yaml"), "--trials", "2", "--progress", kind);
        Assert.That(ended.Output, Does.StartWith("iris "));
        if (kind == "json")
            Assert.That(
                ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')),
                Is.Not.Empty.And.All.Matches<string>(line => JsonDocument.Parse(line) is not null));
        if (kind == "none")
            Assert.That(ended.Error, Is.Empty);
    }
}
