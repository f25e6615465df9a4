using System.Diagnostics;
using System.Runtime.Intrinsics;
using NUnit.Framework;

namespace HpoRunner.Training;

[TestFixture]
[Category("Process")]
internal sealed class VectorWidthTests
{
    [Test]
    public void Train_WithoutWideVectors_GivesTheSameBits()
    {
        if (!Vector512.IsHardwareAccelerated)
            Assert.Pass("this machine has no vectors of 512 bits to switch off");
        var plain = Run();
        var withoutAvx512 = Run(("DOTNET_EnableAVX512", "0"));
        var withoutAvx2 = Run(("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX2", "0"));

        Assert.That(plain[..2], Is.EqualTo(new[] { "Vector512 True", "Avx2 True" }));
        Assert.That(withoutAvx512[..2], Is.EqualTo(new[] { "Vector512 False", "Avx2 True" }));
        Assert.That(withoutAvx2[..2], Is.EqualTo(new[] { "Vector512 False", "Avx2 False" }));
        Assert.That(plain, Has.Length.GreaterThan(30));
        Assert.That(withoutAvx512[2..], Is.EqualTo(plain[2..]));
        Assert.That(withoutAvx2[2..], Is.EqualTo(plain[2..]));
    }

    private static string[] Run(params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(TrainingProcess).Assembly.Location])
        {
            RedirectStandardOutput = true,
        };
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
            start.FileName = "dotnet";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
