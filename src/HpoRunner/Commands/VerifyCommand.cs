using System.CommandLine;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary><c>hpo verify [RUN] [--salvage DIR]</c>: is the journal sound, and if not, what can be kept.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var run = RunOptions.Run();
        var results = RunOptions.Results();
        var salvage = new Option<string?>("--salvage") { Description = "Copy every sound record into a new run folder", HelpName = "DIR" };
        return new Command("verify", "Check a journal; keep what is sound of a damaged one") { run, salvage, results }.WithAction(parsed =>
        {
            var folder = RunOptions.Resolve(parsed.GetValue(run), parsed.GetValue(results));
            return parsed.GetValue(salvage) is { } target ? Salvage(folder, target) : Verify(folder);
        });
    }

    private static int Verify(RunFolder folder)
    {
        var verification = JournalVerification.Of(folder.Journal);
        Console.Out.WriteLine(
            $"{verification.Path}: {Figures.Count(verification.Records, "sound record")}, {verification.Length} bytes, "
            + $"opened {Figures.Count(verification.Term, "time")}");
        foreach (var (type, count) in verification.Types)
            Console.Out.WriteLine($"  {count,8}  {TerminalText.Clean(type)}");
        if (verification.Torn is { } torn)
            Console.Out.WriteLine(
                $"torn tail of {torn.Length} bytes at byte {torn.Offset}; a resume cuts it off and loses nothing that was acknowledged");
        foreach (var finding in verification.Findings)
            Console.Error.WriteLine(TerminalText.Clean(finding.ToString()));
        if (verification.IsSound)
        {
            Console.Out.WriteLine("sound");
            return ExitCode.Done;
        }
        Console.Error.WriteLine($"damaged; 'hpo verify {RunName.Of(folder)} --salvage DIR' keeps what is sound");
        return ExitCode.Storage;
    }

    private static int Salvage(RunFolder folder, string target)
    {
        var salvage = JournalSalvage.Into(new RunFolder(target), folder);
        Console.Out.WriteLine($"{Figures.Count(salvage.Kept, "record")} in {salvage.Folder}");
        foreach (var lost in salvage.Lost)
            Console.Error.WriteLine(TerminalText.Clean(lost));
        return ExitCode.Done;
    }
}
