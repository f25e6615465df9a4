using HpoRunner.Journal;
using HpoRunner.Terminal;

namespace HpoRunner.Hosting;

/// <summary>
/// Has somebody hear of a journal that cannot be written for now: while finished results wait for a place on the disk the run's loop waits
/// with them, so no view would show it.
/// </summary>
internal static class JournalTrouble
{
    public static JournalWriterSettings Settings(RunStarted header)
    {
        var said = new HashSet<string>();
        return new JournalWriterSettings
        {
            Durability = header.Experiment.Durability,
            Retrying = message =>
            {
                if (said.Add(message))
                    Console.Error.WriteLine(
                        $"! the journal cannot be written ({TerminalText.Clean(message)}): finished results wait, "
                        + "and it is tried again until there is room");
            },
        };
    }
}
