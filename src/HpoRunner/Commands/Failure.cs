using HpoRunner.Evaluation;
using HpoRunner.Hosting;
using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Terminal;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Commands;

/// <summary>Exceptions as people meet them: what is wrong, where, and the exit code that says of which kind it is.</summary>
internal static class Failure
{
    public static int Report(Exception exception)
    {
        switch (exception)
        {
            case DatasetException bad:
                foreach (var problem in bad.Problems)
                    Write(problem.ToString());
                return ExitCode.BadData;
            case InvalidExperimentException invalid:
                foreach (var problem in invalid.Problems)
                    Write($"{problem.Path}: {problem.Message}");
                return ExitCode.Usage;
            case DataChangedException:
                return Say(exception, ExitCode.BadData);
            case RunNotFoundException or ModelMissingException:
                return Say(exception, ExitCode.Usage);
            case RunLockedException:
                return Say(exception, ExitCode.Locked);
            case TooFewFilesException:
                return Say(exception, ExitCode.ToolMissing);
            case JournalException:
                return Say(exception, ExitCode.Storage);
            case InvalidDataException:
            case IOException or UnauthorizedAccessException:
                return Say(exception, ExitCode.Storage);
            default:
                Console.Error.WriteLine("hpo: this is a bug in hpo; nothing that was journalled is lost");
                Console.Error.WriteLine(exception);
                return ExitCode.Bug;
        }
    }

    private static int Say(Exception exception, int code)
    {
        Write($"hpo: {exception.Message}");
        return code;
    }

    private static void Write(string text) => Console.Error.WriteLine(TerminalText.CleanLines(text));
}
