using System.Text.Json;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Search;

namespace HpoRunner.Fuzz;

/// <summary>
/// Experiment files. Either errors with their places or an experiment; that one comes back from the journal as it was, and its searcher
/// proposes configurations.
/// </summary>
internal static class ExperimentParser
{
    private static readonly string File = Scratch.File("experiment.yaml");

    public static string Read(byte[] input)
    {
        System.IO.File.WriteAllBytes(File, input);
        var reading = ExperimentFile.Read(File, Overrides.None);
        if (reading.Experiment is not { } experiment)
        {
            Check.That(reading.Errors.Count is > 0 and <= 101, "errors are told, and not without end");
            Check.That(reading.ErrorLines.All(line => line.Length < 2000), "messages stay short");
            return string.Join('|', reading.Errors.Select(error => Parsers.Kind(error.Message)).Distinct().Order(StringComparer.Ordinal));
        }
        Check.That(reading.Errors.Count == 0, "an experiment has no errors");
        var json = JsonSerializer.Serialize(experiment, JournalJson.Options);
        var again = JsonSerializer.Serialize(JsonSerializer.Deserialize<Experiment>(json, JournalJson.Options), JournalJson.Options);
        Check.That(json == again, "an experiment comes back from the journal as it was");
        var taken = new HashSet<Configuration>();
        for (var trial = 1; trial <= 3; trial++)
        {
            if (Searchers.Create(experiment).Propose(trial, taken.Contains) is { } proposed)
                taken.Add(proposed);
        }
        return $"sound: {experiment.Search} {experiment.Parameters.Count(parameter => parameter.Domain is not FixedDomain)}";
    }
}
