using System.Globalization;
using System.Text;
using HpoRunner.Journal;
using HpoRunner.Reports;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Models;

/// <summary>
/// <c>best/model-card.md</c>: what the model is, what it was trained on, how good it was measured to be, and how to use it. Without times,
/// machines or the number of workers, so that the same journal gives the same card.
/// </summary>
internal static class ModelCard
{
    private const string MarkdownMarks = @"<>[]*_`\#";

    public static string Write(RunResults results, int winner, string predict)
    {
        var state = results.State;
        var text = new StringBuilder();
        text.Append("# ").Append(Line(state.Experiment.Name)).Append(": trial ").Append(winner).Append("\n\n");
        text.Append(What(state)).Append("\n\n");
        Section(text, "Scores", Scores(results, winner));
        Section(text, "Data", Facts(state));
        Section(text, "Parameters", state.AllTrials[winner].Parameters.Entries.Select(entry =>
            $"{Line(entry.Key)}: {Line(entry.Value.ToString())}"));
        Section(text, "Origin",
        [
            $"run {state.Header.Run}, hpo {state.Header.Version}",
            string.Create(CultureInfo.InvariantCulture,
                $"seed {state.Experiment.Seed}; experiment SHA-256 {state.Header.ExperimentHash}; splits SHA-256 {state.Header.SplitHash}"),
        ]);
        Section(text, "Files",
        [
            $"`{ModelDraft.ModelName}`: weights in the safetensors format. `layers.i.weight` [outputs × inputs] and `layers.i.bias`, "
            + "as PyTorch's Linear has them; the parameters are in its metadata",
            $"`{PreprocessingFile.Name}`: how columns become features, and the names of classes and targets",
        ]);
        text.Append("## Use\n\n    ").Append(predict)
            .Append(
                "\n\nColumns are matched by name. Missing values are filled as in training; "
                + "a category that training did not have counts as none and is warned of.\n");
        return text.ToString();
    }

    private static string What(RunState state)
    {
        var dataset = state.Header.Dataset;
        var kind =
            dataset.ClassNames.Count > 0
                ? $"a classifier of {Figures.Count(dataset.ClassNames.Count, "class", "classes")}"
                : "a regression";
        var rows = dataset.TestRows > 0 ? "all rows but the test rows" : "all rows";
        return $"A neural network, {kind}, that predicts {Line(dataset.Target)}. The winner of a search, trained again on {rows}.";
    }

    private static IEnumerable<string> Scores(RunResults results, int winner)
    {
        var state = results.State;
        if (results.Ranking.Trials.FirstOrDefault(trial => trial.Trial == winner) is { } ranked)
        {
            var error = ranked.StandardError is { } deviation ? $" ± {Number(deviation)}" : "";
            yield return
                $"cross-validated {state.Metric}: {Number(ranked.Mean)}{error} (standard error), "
                + $"mean over {Figures.Count(results.Ranking.ScoreCount, "score")}; "
                + $"chosen as the best of {results.Ranking.Trials.Count}, so likely too good";
            if (ranked.CorrectedScore is { } corrected)
                yield return $"the same corrected for having been selected: {Number(corrected)}";
        }
        if (Confirmation.Sentence(state) is { } confirmed)
            yield return confirmed;
        if (results.TestScore(winner) is { } test)
        {
            var baseline =
                results.Baseline is { } other && other.Number != winner && results.TestScore(other.Number) is { } score
                    ? $"; the baseline's there: {Number(score)}"
                    : "";
            yield return
                $"{state.Metric} on {Figures.Count(state.Header.Dataset.TestRows, "test row")} that no training saw: "
                + $"{Number(test)}{baseline}";
        }
        else
        {
            yield return "there were no test rows, so no score on rows that the search did not see";
        }
    }

    private static IEnumerable<string> Facts(RunState state)
    {
        var dataset = state.Header.Dataset;
        yield return $"{Line(Path.GetFileName(state.Experiment.Dataset.File))}, SHA-256 {state.Header.DataHash}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{dataset.Rows} rows, of them {dataset.TestRows} test rows; {dataset.Features} columns beside the target");
        if (dataset.ClassNames.Count > 0)
            yield return
                $"classes: {string.Join(", ", dataset.ClassNames.Take(20).Select(Line))}{(dataset.ClassNames.Count > 20 ? ", …" : "")}";
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append("## ").Append(title).Append("\n\n");
        foreach (var line in lines)
            text.Append("- ").Append(line).Append('\n');
        text.Append('\n');
    }

    private static string Number(double value) => Figures.Fixed(value, 4);

    /// <summary>A name from a file on one line and without meaning to Markdown.</summary>
    private static string Line(string text) =>
        string.Concat(text.Select(letter =>
            char.IsControl(letter) ? " " : MarkdownMarks.Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter.ToString()));
}
