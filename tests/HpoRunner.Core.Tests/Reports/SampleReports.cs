using HpoRunner.Journal;
using HpoRunner.Ranking;
using HpoRunner.Reports.Page;
using HpoRunner.Training;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Reports;

/// <summary>Made-up runs that look like real ones, drawn from a seed: the same in every test.</summary>
internal static class SampleReports
{
    private static readonly string[] Inits = ["he_normal", "glorot_uniform", "orthogonal"];
    private static readonly double[] Batches = [16, 32, 64, 128];
    private static readonly string[] Optimizers = ["adam", "momentum"];

    /// <summary>A classification search: accuracy depends on the learning rate above all; large rates diverge.</summary>
    public static ReportModel Digits(int trialCount = 61, int foldCount = 5, ulong seed = 7)
    {
        var random = new RandomStream(seed);
        var trials = Enumerable.Range(0, trialCount).Select(number => Trial(number, foldCount, random)).ToList();
        Rank(trials, 0.0021);
        var attempts = Attempts(trials, 4);
        var ends = attempts.GroupBy(attempt => attempt.Trial).ToDictionary(group => group.Key, group => group.Max(attempt => attempt.End));
        trials = trials.Select(trial => trial with { FinishedAt = ends[trial.Number] }).ToList();
        var best = trials.Find(trial => trial.Rank == 1)?.Number;
        trials = trials.Select(trial => best is null ? trial : trial.Number == best ? trial with { Test = 0.9806 }
            : trial.Number == 0 ? trial with { Test = 0.9611 } : trial).ToList();
        var ranked = trials.Where(trial => trial.Rank is not null).OrderBy(trial => trial.Rank).ToList();
        var shown = ranked.Take(100).Concat(Standings.Sample(ranked.Skip(100).ToList(), 100));
        return new ReportModel
        {
            Run = new ReportRun("20261121-021407-7f3a", "digits", "finished", new DateTimeOffset(2026, 11, 21, 2, 14, 7, TimeSpan.Zero))
            {
                Ended = new DateTimeOffset(2026, 11, 21, 6, 41, 20, TimeSpan.Zero), Seconds = 112, BusyFraction = 0.974, Workers = 4,
                    Planned = trialCount,
            },
            Metric = new ReportMetric("accuracy", true),
            Findings = Findings(ranked),
            Parameters = Parameters(),
            Trials = trials,
            Importance = trialCount > 6 ? Importance(trialCount) : null,
            Curves = shown.SelectMany((trial, i) => Curves(trial, i, random)).ToList(),
            Attempts = attempts,
            Final = ranked.Count > 0 ? Final(random) : null,
            WinnerYaml = ranked.Count > 0 ? Yaml(ranked[0]) : null,
            Health = Health(trials),
        };
    }

    /// <summary>A regression with hold-out alone: one score per trial, less is better, no intervals.</summary>
    public static ReportModel Diabetes(int trialCount = 24)
    {
        var random = new RandomStream(11);
        var trials = Enumerable.Range(0, trialCount).Select(number => new ReportTrial(number, TrialStatus.Completed)
        {
            Values = [Scalar.Number(Math.Pow(10, -5 + (3 * random.NextDouble()))), Scalar.Number(random.NextDouble() * 0.5)],
            Folds = [54 + (8 * random.NextDouble())],
            Origin = number == 0 ? TrialOrigin.Baseline : TrialOrigin.Search,
        }).Select(trial => trial with { Mean = trial.Folds[0] }).ToList();
        var order = trials.OrderBy(trial => trial.Mean)
            .Select((trial, i) => (trial.Number, Rank: i + 1)).ToDictionary(item => item.Number, item => item.Rank);
        return new ReportModel
        {
            Run = new ReportRun("20261121-030000-00aa", "diabetes", "interrupted",
                new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero)) { Seconds = 31, Workers = 2, Planned = 60 },
            Metric = new ReportMetric("RMSE", false),
            Findings = new ReportFindings("Trial 9 predicts best, but one score per trial cannot say how sure that is.") { Advice = [new ReportAdvice("Use folds: with one score per trial there is no error bar.", true)] },
            Parameters = [new("l2", ReportParameterKind.LogRange) { Low = 1e-5, High = 1e-2 },
                new("dropout", ReportParameterKind.LinearRange) { Low = 0, High = 0.5 }],
            Trials = trials.Select(trial => trial with { Rank = order[trial.Number] }).ToList(),
            Final = new ReportFinal
            {
                BestTest = 55.1, BaselineTest = 57.9, Rows = 90,
                Predictions = Enumerable.Range(0, 90).Select(_ => 30 + (300 * random.NextDouble()))
                    .Select(truth => new ReportPrediction(truth, 150 + (0.55 * (truth - 150)) + (45 * random.NextNormal()))).ToList(),
            },
        };
    }

    /// <summary>A grid of three by four values with two trials at each.</summary>
    public static ReportModel Grid()
    {
        var random = new RandomStream(5);
        var trials = Enumerable.Range(0, 24).Select(number => new ReportTrial(number, TrialStatus.Completed)
        {
            Values = [Scalar.Number(Math.Pow(10, -3 + (number % 3))), Scalar.Number(Batches[number / 3 % 4])],
            Mean = 0.9 + (0.02 * (number % 3)) - (0.004 * (number / 3 % 4)) + (0.001 * random.NextNormal()),
        }).ToList();
        return Digits(1) with
        {
            IsGrid = true,
            Parameters = [new("learning_rate", ReportParameterKind.LogRange) { Low = 1e-3, High = 0.1 }, Parameters()[1]],
            Trials = trials, Curves = [], Final = null,
        };
    }

    /// <summary>A run in which nothing completed.</summary>
    public static ReportModel NothingCompleted() => Digits(1) with
    {
        Findings = new ReportFindings("No trial completed."),
        Trials = Enumerable.Range(0, 3).Select(number => new ReportTrial(number, number == 2 ? TrialStatus.Failed : TrialStatus.Diverged)
        {
            Values = [Scalar.Number(0.1), Scalar.Number(32), Scalar.Text("he_normal"), Scalar.Number(0.9), Scalar.Number(0), Scalar
                .Text("adam")], Message = "loss became NaN in epoch 1",
        }).ToList(),
        Curves = [], Final = null, WinnerYaml = null,
    };

    private static IReadOnlyList<ReportParameter> Parameters() =>
    [
        new("learning_rate", ReportParameterKind.LogRange) { Low = 1e-4, High = 0.1 },
        new("batch_size", ReportParameterKind.Choice) { Choices = Batches.Select(Scalar.Number).ToList() },
        new("init", ReportParameterKind.Choice) { Choices = Inits.Select(Scalar.Text).ToList() },
        new("beta1", ReportParameterKind.LinearRange) { Low = 0.8, High = 0.99 },
        new("l2", ReportParameterKind.LogRange) { Low = 1e-6, High = 1e-2 },
        new("optimizer", ReportParameterKind.Choice) { Choices = Optimizers.Select(Scalar.Text).ToList() },
        new("hidden", ReportParameterKind.Fixed),
    ];

    private static ReportImportance Importance(int trialCount) => new(
        new Importance(
            [new("learning_rate", 0.62, 0.48, 0.74), new("init", 0.07, 0.03, 0.13), new("batch_size", 0.055, 0.02, 0.11), new("l2", 0.04, 0.01, 0.09),
                new("beta1", 0.02, 0.004, 0.05), new("optimizer", 0.003, 0, 0.01)],
            [new("learning_rate", "batch_size", 0.081), new("learning_rate", "l2", 0.024), new("init", "l2", 0.01)],
            trialCount < 30),
        trialCount - 1);

    private static ReportTrial Trial(int number, int foldCount, RandomStream random)
    {
        var baseline = number == 0;
        var rate = baseline ? 1e-3 : Significant(Math.Pow(10, -4 + (3 * random.NextDouble())));
        var batch = baseline ? 32 : Batches[random.NextInt(4)];
        var init = baseline ? "glorot_uniform" : Inits[random.NextInt(3)];
        var beta = baseline ? 0.9 : Significant(0.8 + (0.19 * random.NextDouble()));
        var l2 = baseline ? 0 : Significant(Math.Pow(10, -6 + (4 * random.NextDouble())));
        var optimizer = baseline ? "adam" : Optimizers[random.NextInt(2)];
        var distance = Math.Log10(rate / 3e-3);
        var quality = 0.9775 - (0.014 * distance * distance) - (init == "orthogonal" ? 0.003 : 0) - (batch == 128 ? 0.004 : 0) - (0.8 * l2)
            + (0.0015 * random.NextNormal());
        var diverged = rate > 0.05 && random.NextDouble() < 0.5;
        var trial = new ReportTrial(number, diverged ? TrialStatus.Diverged : TrialStatus.Completed)
        {
            Values = [rate, batch, init, optimizer == "adam" ? Scalar.Number(beta) : (Scalar?)null, l2, optimizer, "128-64"],
            Origin = baseline ? TrialOrigin.Baseline : TrialOrigin.Search,
            Seconds = 1.2 + (6 * random.NextDouble()),
            Epochs = 30,
            Message = diverged ? "loss became NaN in epoch 3" : null,
        };
        if (diverged)
            return trial;
        if (baseline)
            quality -= 0.009;
        if (number % 17 == 11)
            quality -= 0.4;
        var folds = Enumerable.Range(0, foldCount)
            .Select(_ => (double?)Math.Round((quality + (0.004 * random.NextNormal())) * 1437 / foldCount) / (1437.0 / foldCount)).ToList();
        return trial with { Folds = folds, Mean = folds.Average() };
    }

    private static double Significant(double value) =>
        double.Parse(
            value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);

    private static void Rank(List<ReportTrial> trials, double error)
    {
        var order = trials.Where(trial => trial.Mean is not null).OrderByDescending(trial => trial.Mean).ToList();
        if (order.Count == 0)
            return;
        var best = order[0].Mean!.Value;
        var baseline = trials[0].Mean;
        var weights = order.Select(trial => Math.Exp(-0.5 * Math.Pow((best - trial.Mean!.Value) / error, 2) * 0.5)).ToList();
        var cumulated = 0.0;
        for (var i = 0; i < order.Count; i++)
        {
            var chance = weights[i] / weights.Sum();
            trials[order[i].Number] = order[i] with
            {
                Rank = i + 1, StandardError = error, Low = order[i].Mean - (2.1 * error), High = order[i].Mean
                    + (2.1 * error), Corrected = order[i].Mean - 0.0029 + (0.0001 * i),
                Chance = chance, Tied = cumulated < 0.95, GapToBest = order[i].Mean - best, GapToBaseline = order[i].Mean - baseline,
            };
            cumulated += chance;
        }
    }

    private static IEnumerable<ReportCurve> Curves(ReportTrial trial, int place, RandomStream random) =>
        trial.Folds.Select((fold, index) => new ReportCurve(trial.Number, index,
        Enumerable.Range(1, 30).Select(epoch =>
            new ReportEpoch(epoch, 1 - (0.55 * Math.Exp(-epoch / (2.0 + place))), fold - (0.5 * Math.Exp(-epoch / (2.5 + place)))
            + (0.0008 * random.NextNormal()))).ToList()));

    private static List<ReportAttempt> Attempts(List<ReportTrial> trials, int workers)
    {
        var clocks = new double[workers];
        var attempts = new List<ReportAttempt>();
        foreach (var trial in trials)
        {
            var count = Math.Max(1, trial.Folds.Count);
            for (var fold = 0; fold < count; fold++)
            {
                var worker = Array.IndexOf(clocks, clocks.Min());
                var seconds = (trial.Seconds ?? 1) / count * (0.8 + (0.1 * fold));
                attempts.Add(new ReportAttempt(worker + 1, clocks[worker], clocks[worker] + seconds, trial.Number, fold, trial.State));
                clocks[worker] += seconds + 0.03;
            }
        }
        return attempts;
    }

    private static ReportFinal Final(RandomStream random)
    {
        var counts = Enumerable
            .Range(0, 10)
            .Select(truth => Enumerable.Range(0, 10).Select(predicted => truth == predicted ? 34 + random.NextInt(3) : 0).ToArray())
            .ToArray();
        (counts[8][1], counts[3][5], counts[9][7], counts[4][9]) = (3, 2, 1, 1);
        return new ReportFinal { BestTest = 0.9806, BaselineTest = 0.9611, Rows = counts.Sum(row => row.Sum()), Classes = Enumerable.Range(0, 10)
            .Select(i => $"{i}").ToList(), Confusion = counts };
    }

    private static ReportFindings Findings(List<ReportTrial> ranked) => ranked.Count == 0
        ? new ReportFindings("No trial completed.") : new ReportFindings(
        $"Trial {ranked[0].Number} reads 97.9\u00a0% of digits right in cross-validation and 98.1\u00a0% of the 360 it had never seen, where the baseline reads 96.1\u00a0%.")
    {
        Support = ["Nine configurations share the first place: the data cannot tell them apart.", "Having been picked as the best of 61, the score is about 0.3 points too good; corrected, it is 97.6\u00a0%.", "The gain over the baseline holds on the test rows (McNemar, p\u00a0=\u00a00.012)."],
        Advice =
        [
            new("The cheapest of the nine is trial 8: a third of the parameters, 40\u00a0% of the time."),
            new("batch_size is best at its lower bound, 16 of [16, 128]: widen it.", true),
            new("The last 20 trials brought nothing better: two more hours would gain about 0.0004."),
        ],
    };

    private static string Yaml(ReportTrial best) => "# the winner: hpo run winner.yaml\nparameters:\n"
        + string.Concat(Parameters().Select((parameter, i) => best.Values[i] is { } value ? $"  {parameter.Name}: {value}\n" : ""));

    private static ReportHealth Health(List<ReportTrial> trials)
    {
        var diverged = trials.Count(trial => trial.State == TrialStatus.Diverged);
        return new ReportHealth
        {
            Facts = [new("machine", "2 × Xeon, 4 cores, Linux 6.1"), new("HpoRunner", "0.1.0, .NET 10.0.1"), new("seed", "42"),
                new("data", "sha256 9d41c2aa…"), new("splits", "sha256 e3069283…"), new("commit", "950efe8, clean")],
            Failures = diverged > 0 ? [new("loss became NaN", diverged, "epoch 3: loss NaN\nlearning_rate 0.0871, optimizer momentum")] : [],
            ExperimentText = "name: digits\ndata: data/digits.csv\ntarget: digit\nmetric: accuracy\nparameters:\n  learning_rate: {low: 1e-4, high: 0.1, log: true}\n",
        };
    }
}
