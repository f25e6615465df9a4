using System.Diagnostics;
using System.Text;

namespace HpoRunner.Tests;

/// <summary>The real executable in a folder of its own: what a user types, and what comes back.</summary>
internal sealed class Hpo : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A shell ignores SIGINT in what it starts in the background, and so would all that the tests start then.</summary>
    private static readonly string[] HearsInterrupts = ["env", "--default-signal=INT"];

    public Hpo()
    {
        Folder = Path.Combine(Path.GetTempPath(), "hpo-test-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The repository, found upwards from the test's assembly.</summary>
    public static string Repository { get; } = FindRepository();

    public static string Experiments => Path.Combine(Repository, "experiments");

    public string Folder { get; }

    public string Results => Path.Combine(Folder, "results");

    /// <summary>The only run of the only experiment, or the newest.</summary>
    public string Run => Directory.EnumerateDirectories(Results)
        .Where(path => !Path.GetFileName(path).StartsWith('.') && Path.GetFileName(path) != "latest")
        .SelectMany(Directory.EnumerateDirectories).Where(path => !Path.GetFileName(path).StartsWith('.'))
        .OrderDescending(StringComparer.Ordinal).First();

    /// <summary>What the journal holds so far; empty before there is a run.</summary>
    public string JournalText
    {
        get
        {
            if (!Directory.Exists(Results)
                || !Directory
                    .EnumerateFiles(Results, "journal.jsonl", SearchOption.AllDirectories)
                    .Any(path => !path.Contains(".tmp", StringComparison.Ordinal)))
                return "";
            using var reader = new StreamReader(
                new FileStream(Path.Combine(Run, "journal.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd();
        }
    }

    /// <summary>Whole records in the journal.</summary>
    public int Records => JournalText.Count(letter => letter == '\n');

    public string Trials => File.ReadAllText(Path.Combine(Run, "trials.csv"));

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "hpo.exe" : "hpo");

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs to the end.</summary>
    public Ended Call(params string[] arguments) => Call(arguments, new Dictionary<string, string>());

    public Ended Call(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Start(arguments, environment);
        return process.WaitForEnd();
    }

    public Running Start(params string[] arguments) => Start(arguments, new Dictionary<string, string>());

    /// <summary>Under a pseudo-terminal of 100 × 30, as a person would; everything it shows comes as output.</summary>
    public Running StartUnderTerminal(params string[] arguments) =>
        UnderTerminal($"{string.Join(' ', HearsInterrupts)} {Executable} {string.Join(' ', arguments)}", []);

    /// <summary>A shell in this folder, with <c>hpo</c> on its path and no settings of whoever runs the tests.</summary>
    public Running StartShell(string command) => UnderTerminal(command, new()
    {
        ["PATH"] = Path.GetDirectoryName(Executable) + ":" + Environment.GetEnvironmentVariable("PATH"),
        ["HOME"] = Folder, ["XDG_CONFIG_HOME"] = Folder, ["XDG_DATA_HOME"] = Folder, ["ZDOTDIR"] = Folder,
    });

    private Running UnderTerminal(string command, Dictionary<string, string> environment) => Start(
        "script", ["--quiet", "--return", "--command", $"stty cols 100 rows 30; exec {command}", "/dev/null"],
        new Dictionary<string, string>(environment) { ["TERM"] = "xterm-256color", ["NO_COLOR"] = "" });

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Running Start(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var running = Start(HearsInterrupts[0], [.. HearsInterrupts[1..], Executable, .. arguments], environment);
        running.CloseInput();
        return running;
    }

    private Running Start(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["HPO_RESULTS"] = Results;
        start.Environment.Remove("CI");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new Running(Process.Start(start)!);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HpoRunner.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("HpoRunner.sln is in no folder above the tests");
    }

    internal sealed record Ended(int ExitCode, string Output, string Error);

    /// <summary>A started executable; disposing kills it if it is still there.</summary>
    internal sealed class Running : IDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _error = new();
        private readonly AutoResetEvent _line = new(false);

        public Running(Process process)
        {
            _process = process;
            process.OutputDataReceived += (_, line) => Add(_output, line.Data);
            process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public int Id => _process.Id;

        /// <summary>Waits until standard error has a line with this text.</summary>
        public void WaitForError(string text) => WaitUntil(() =>
        {
            lock (_error)
                return _error.ToString().Contains(text, StringComparison.Ordinal);
        });

        /// <summary>Waits for a state of the world that output announces or that time brings; polled, since files do not tell.</summary>
        public void WaitUntil(Func<bool> isReached)
        {
            var waited = Stopwatch.StartNew();
            while (!isReached())
            {
                if (waited.Elapsed > Patience || _process.HasExited)
                    throw new InvalidOperationException($"not reached; exited: {_process.HasExited}; stderr:\n{_error}");
                _line.WaitOne(TimeSpan.FromMilliseconds(10));
            }
        }

        public string Output
        {
            get
            {
                lock (_output)
                    return _output.ToString();
            }
        }

        public void CloseInput() => _process.StandardInput.Close();

        /// <summary>As if typed on the keyboard.</summary>
        public void Type(char key) => Type(key.ToString());

        public void Type(string keys)
        {
            _process.StandardInput.Write(keys);
            _process.StandardInput.Flush();
        }

        public void Signal(int signal) => Signal(_process.Id, signal);

        public static void Signal(int process, int signal) => _ = Kill(process, signal);

        public Ended WaitForEnd()
        {
            if (!_process.WaitForExit(Patience))
                throw new InvalidOperationException($"did not end within {Patience}; stderr:\n{_error}");
            _process.WaitForExit();
            return new Ended(_process.ExitCode, _output.ToString(), _error.ToString());
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            _process.Dispose();
            _line.Dispose();
        }

        [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        private static extern int Kill(int process, int signal);

        private void Add(StringBuilder text, string? line)
        {
            if (line is null)
                return;
            lock (text)
                text.Append(line).Append('\n');
            _line.Set();
        }
    }
}
