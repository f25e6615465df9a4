using System.Diagnostics;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace HpoRunner.Tests;

/// <summary>Machine code made at build time (<c>CompileAhead.targets</c>): it is there, and never outlives what it was made of.</summary>
[Category("Process")]
internal sealed class CompileAheadTests
{
    [SetUp]
    public void OnlyWhereTheCompilerIsKnown() =>
        Assume.That(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "elsewhere the build may go without");

    [TestCase("hpo", true)]
    [TestCase("HpoRunner.Core", true)]
    [TestCase("System.CommandLine", true)]
    [TestCase("HpoRunner.Training", false)]
    public void Program_AsBuilt_HoldsMachineCode(string assembly, bool expected) =>
        Assert.That(HoldsMachineCode(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")), Is.EqualTo(expected));

    /// <summary>The library's struct grows, and its constant changes: both would be in a program that looked no further.</summary>
    [Test]
    public void Program_BuiltAgainAfterALibraryChanged_DoesWhatTheSourceSays()
    {
        using var hpo = new Hpo();
        WriteProject(hpo, "Part", "");
        WriteProject(hpo, "App", $"""
            <ItemGroup><ProjectReference Include="../Part/Part.csproj" /><AheadName Include="Part" /></ItemGroup>
            <Import Project="{Path.Combine(Hpo.Repository, "src", "HpoRunner", "CompileAhead.targets")}" />
            """, "<OutputType>Exe</OutputType>");
        hpo.Write("App/App.cs", "var pair = new Pair { Second = 5 }; System.Console.Write($\"{pair.Sum()} {pair.Second}\");");
        hpo.Write("Part/Part.cs", "public struct Pair { public int First, Second; public int Sum() => First + Second + 10; }");
        var first = BuildAndRun(hpo);
        hpo.Write("Part/Part.cs",
            "public struct Pair { public long Zeroth; public int First, Second; public long Sum() => Zeroth + First + Second + 20; }");
        var second = BuildAndRun(hpo);

        Assert.That((first, second), Is.EqualTo(("15 5", "25 5")));
        foreach (var name in (string[])["App", "Part"])
            Assert.That(HoldsMachineCode(Path.Combine(hpo.Folder, "App", "out", name + ".dll")), Is.True, name);
    }

    private static bool HoldsMachineCode(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static void WriteProject(Hpo hpo, string name, string items, string properties = "")
    {
        Directory.CreateDirectory(Path.Combine(hpo.Folder, name));
        hpo.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutDir>out/</OutDir>{properties}</PropertyGroup>
              {items}
            </Project>
            """);
    }

    private static string BuildAndRun(Hpo hpo)
    {
        Dotnet(hpo, "build", "App/App.csproj", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return Dotnet(hpo, "App/out/App.dll");
    }

    private static string Dotnet(Hpo hpo, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = hpo.Folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }
}
