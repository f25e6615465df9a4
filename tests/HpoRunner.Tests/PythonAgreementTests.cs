using System.Diagnostics;

namespace HpoRunner.Tests;

/// <summary>
/// The statement of the report against the same analysis in Python: random search of 60 configurations on digits, ranked once more from
/// <c>evaluations.csv</c> by tests/scripts/ranking_reference.py. Inconclusive where no python3 has numpy and scipy.
/// </summary>
[Category("Process")]
internal sealed class PythonAgreementTests
{
    private static readonly string Script = Path.Combine(Hpo.Repository, "tests", "scripts", "ranking_reference.py");

    [Test]
    public void Run_SixtyConfigurationsOnDigits_PythonSaysTheSame()
    {
        var python = Python();
        using var hpo = new Hpo();
        // Few epochs: what is compared is the analysis.
        var ended = hpo.Call("run", Path.Combine(Hpo.Experiments, "digits.yaml"), "--trials", "60", "--set", "epochs=2");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);

        var (exitCode, output) = Run(python, Script, hpo.Run);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(
            output,
            Does.Contain("agrees with ranking.csv").And.Contain("agrees with summary.json").And.Contain("61 complete trials x 5 scores"));
        var summary = Path.Combine(hpo.Run, "summary.json");
        File.WriteAllText(
            summary,
            File.ReadAllText(summary).Replace("\"beatsBaseline\": true", "\"beatsBaseline\": false", StringComparison.Ordinal));
        Assert.That(Run(python, Script, hpo.Run).ExitCode, Is.EqualTo(1), "a false summary is found out");
    }

    /// <summary>The system's python3 comes first: tests/install-tools.sh gives it the packages.</summary>
    private static string Python()
    {
        foreach (var candidate in (string[])["/usr/bin/python3", "python3"])
            try
            {
                if (Run(candidate, "-c", "import numpy, scipy").ExitCode == 0)
                    return candidate;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there; the next one may be.
            }
        Assert.Inconclusive(
            "needs python3 with numpy and scipy, an independent computation of the same; ./test installs them where it may");
        return "";
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
