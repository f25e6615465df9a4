using System.Reflection;

namespace HpoRunner;

/// <summary>The running program, to be started once more with other arguments.</summary>
internal static class ThisProgram
{
    /// <summary>Whether it is <c>hpo</c>; else it is a test or a benchmark, which knows none of its commands.</summary>
    public static bool IsHpo => Assembly.GetEntryAssembly()?.GetName().Name == "hpo";

    /// <summary>What to start, whether the program was started by its own host or by <c>dotnet</c>.</summary>
    public static (string File, IReadOnlyList<string> Arguments) With(IReadOnlyList<string> arguments)
    {
        var host = Environment.ProcessPath ?? throw new PlatformNotSupportedException("the system does not tell the path of this program");
        var byDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return (host, byDotnet ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }
}
