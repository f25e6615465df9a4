using System.Diagnostics;
using System.Globalization;
using HpoRunner.Workers;

namespace HpoRunner.Fuzzing;

/// <summary>
/// The short form of tests/scripts/fuzz.sh: every input that was ever found, and 300 kB made from the corpus for each parser, in a child
/// process that may use 400 MB and a second of processor time per input. The seed is fixed, so that a red build is the change's fault.
/// </summary>
[Category("Process")]
internal sealed class FuzzTests
{
    [TestCase("csv")]
    [TestCase("experiment")]
    [TestCase("idx")]
    [TestCase("journal")]
    [TestCase("model")]
    [TestCase("owner")]
    [TestCase("protocol")]
    [TestCase("request")]
    [TestCase("result")]
    public void Fuzz_CorpusAndThreeHundredKilobytes_NothingThrowsHangsOrDies(string parser)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "HpoRunner.Fuzz.dll");
        var start = new ProcessStartInfo(PoolUnderTest.Command().File, [program, parser, "--kilobytes", "300"])
        {
            RedirectStandardOutput = true,
        };
        using var fuzz = Process.Start(start)!;
        var output = fuzz.StandardOutput.ReadToEnd();
        fuzz.WaitForExit();
        Assert.That(fuzz.ExitCode, Is.Zero, output);
        Assert.That(
            output,
            Does.Match(string.Create(CultureInfo.InvariantCulture, $"^{parser}: [0-9]+ inputs, 0\\.[3-9][0-9] MB, seed 1: 0 failures")));
    }
}
