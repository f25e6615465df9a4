using System.Globalization;
using HpoRunner.Journal;

namespace HpoRunner.Reports.Tables;

/// <summary>
/// <c>trials.csv</c>: a row per trial in trial order. Nothing in it depends on time, machine or number of workers. Scores stand up to
/// the first fold that is not completed, and the mean is blank unless all are. With <c>final.confirm</c> the finalists' fresh repeats
/// follow.
/// </summary>
internal static class TrialsCsv
{
    public static void Write(RunResults results, TextWriter writer)
    {
        var state = results.State;
        var rows = new CsvRows(writer);
        var scoreCount = state.Experiment.Validation.ScoreCount;
        var confirmCount = (state.Experiment.Confirm?.Repeats ?? 0) * state.Experiment.Validation.FoldCount;
        rows.Text("trial").Text("state");
        foreach (var parameter in state.Experiment.Parameters)
            rows.Text(parameter.Name);
        for (var i = 1; i <= scoreCount; i++)
            rows.Text("fold_" + i.ToString(CultureInfo.InvariantCulture));
        rows.Text("mean");
        for (var i = 1; i <= confirmCount; i++)
            rows.Text("confirm_" + i.ToString(CultureInfo.InvariantCulture));
        if (confirmCount > 0)
            rows.Text("confirmed_mean");
        rows.Text("test_score").EndRow();
        foreach (var trial in state.Trials)
        {
            rows.Whole(trial.Number).Text(Words.Of(state.StatusOf(trial)));
            foreach (var parameter in state.Experiment.Parameters)
                rows.Value(trial.Parameters[parameter.Name]);
            var scores = trial.Scores.ToList();
            for (var i = 0; i < scoreCount; i++)
                rows.Number(i < scores.Count ? scores[i] : null);
            rows.Number(trial.Mean);
            var confirmed = trial.ConfirmationScores.ToList();
            for (var i = 0; i < confirmCount; i++)
                rows.Number(i < confirmed.Count ? confirmed[i] : null);
            if (confirmCount > 0)
                rows.Number(trial.ConfirmedMean);
            rows.Number(results.TestScore(trial.Number)).EndRow();
        }
    }
}
