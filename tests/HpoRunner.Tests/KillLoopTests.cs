using System.Diagnostics;

namespace HpoRunner.Tests;

/// <summary>The short form of tests/scripts/kill-loop.sh, which kills and resumes the real executable and judges from outside.</summary>
[Category("Process")]
[Platform("Linux")]
internal sealed class KillLoopTests
{
    [Test]
    public void G1G2G3G7_ThirtyKills_LoseAndDoubleNothingAndLeaveNoOrphans_Fault24()
    {
        var start = new ProcessStartInfo(Path.Combine(Hpo.Repository, "tests", "scripts", "kill-loop.sh"), [Hpo.Executable, "30"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        var output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        Assert.That(script.ExitCode, Is.Zero, output + errors.Result);
        Assert.That(output, Does.StartWith("30 kills in"));
    }
}
