using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Journal;

/// <summary>Events of every kind with values that nobody would choose: hostile texts, every kind of number, empty and long lists.</summary>
internal static class JournalEventGenerators
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements(
            "", " ", "\0", "\n", "\r\n", "\t", "\"", "\\", "\\u0022", ",\"crc\":\"00000000\"}", "{\"v\":1,\"seq\":1,", "null",
            "NaN", "</script><img onerror=x>", "$(touch x); ' \"", "=1+1", "µ ß İ ı", "\u2028\u2029", "\u202Eright to left", "😀",
            "\uFEFF", "\u001B[31m", "{}", "type", "crc", "v", "1,5"),
        ArbMap.Default.GeneratorFor<string>().Select(text => string.Concat((text ?? "").Where(letter => !char.IsSurrogate(letter)))),
        Gen.Choose(0, 3_000).Select(length => new string('é', length)));

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Elements(
            0.0, -0.0, 1, -1, 0.1, 1e-5, 1.0 / 3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon,
            double.MaxValue, double.MinValue, 1e21, 123456789012345680),
        ArbMap.Default.GeneratorFor<double>());

    private static readonly Gen<int> Count = Gen.OneOf(Gen.Choose(0, 100), Gen.Constant(int.MaxValue));

    private static readonly Gen<Scalar> Value = Gen.OneOf(
        Text.Select(Scalar.Text), Number.Select(Scalar.Number), Gen.Elements(Scalar.Boolean(true), Scalar.Boolean(false)));

    private static readonly Gen<Configuration> Point = Pairs(Value).Select(pairs => new Configuration(pairs));

    private static readonly Gen<EvaluationKey> Key =
        from trial in Count
        from fold in Gen.Choose(0, 9)
        from isFinal in Gen.Elements(true, false)
        select isFinal ? EvaluationKey.Final(trial) : new EvaluationKey(trial, fold / 3, fold);

    private static readonly Gen<DateTimeOffset?> Instant = Optional(
        from second in Gen.Choose(0, int.MaxValue)
        from hours in Gen.Choose(-14, 14)
        select new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(hours)).AddSeconds(second).AddTicks(second % 10_000_000));

    private static readonly Gen<EvaluationResult> Result =
        from state in Gen.Elements(Enum.GetValues<EvaluationState>())
        from metrics in Pairs(Number)
        from epochs in Count
        from seconds in Number
        from curve in Gen.OneOf(Gen.Constant<Curve?>(null), Curve().Select(curve => (Curve?)curve))
        from kind in Optional(Gen.Elements(Enum.GetValues<FailureKind>()))
        from message in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text))
        from rows in Count.ListOf()
        from truth in Number.ListOf()
        from hasFit in Gen.Elements(true, false)
        select new EvaluationResult(
            state, new Dictionary<string, double>(metrics), epochs, seconds, curve, kind, message,
            hasFit ? new FinalFit([.. rows], [.. truth], [.. truth.AsEnumerable().Reverse()], [.. truth]) : null);

    private static readonly Gen<BudgetSettings?> Budget = Gen.OneOf(
        Gen.Constant<BudgetSettings?>(null),
        from trials in Optional(Count)
        from ticks in Optional(ArbMap.Default.GeneratorFor<long>())
        from minutes in Optional(Gen.Choose(0, 1439))
        select (BudgetSettings?)
            new BudgetSettings(
                trials,
                ticks is { } time ? new TimeSpan(time) : null,
                minutes is { } minute ? new TimeOnly(minute * TimeSpan.TicksPerMinute) : null, 7));

    public static Arbitrary<JournalEvent> Any { get; } = Gen.OneOf(
        from name in Text
        from texts in Text.ListOf(6)
        from values in Value.NonEmptyListOf()
        from numbers in Number.ListOf(2)
        from point in Point
        from until in Instant
        from share in Optional(Gen.Choose(1, 99).Select(share => share / 100.0))
        from names in Text.ListOf()
        select (JournalEvent)Header(name, [.. texts], [.. values], [.. numbers], point, until, share, [.. names]),
        from host in Text
        from process in Count
        from budget in Budget
        from until in Instant
        from workers in Optional(Count)
        select (JournalEvent)new RunResumed(host, process, "0.1.0", budget, until, workers),
        from trial in Count
        from origin in Gen.Elements(Enum.GetValues<TrialOrigin>())
        from point in Point
        from reason in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text))
        select (JournalEvent)new TrialProposed(trial, origin, point, reason),
        from key in Key
        from attempt in Count
        from worker in Count
        select (JournalEvent)new EvaluationStarted(key, attempt, worker),
        from key in Key
        from attempt in Count
        from result in Result
        from retry in Gen.Elements(true, false)
        select (JournalEvent)new EvaluationEnded(key, attempt, 0, result, retry),
        Text.Select(reason => (JournalEvent)new SearchEnded(reason)),
        Count.Select(trial => (JournalEvent)new FinalistsChosen([trial, trial + 1])),
        Count.Select(trial => (JournalEvent)new WinnerFrozen(trial)),
        from outcome in Gen.Elements(Enum.GetValues<RunOutcome>())
        from reason in Text
        select (JournalEvent)new RunClosed(outcome, reason)).ToArbitrary();

    private static Gen<T?> Optional<T>(Gen<T> value)
        where T : struct =>
        Gen.OneOf(Gen.Constant<T?>(null), value.Select(present => (T?)present));

    private static Gen<List<KeyValuePair<string, T>>> Pairs<T>(Gen<T> value) =>
        from names in Text.ListOf()
        from values in value.ListOf(names.Distinct().Count())
        select names.Distinct().Zip(values, (name, own) => new KeyValuePair<string, T>(name, own)).ToList();

    private static Gen<Curve> Curve() =>
        from names in Text.ListOf()
        from values in Number.ListOf()
        select new Curve(
            [.. names],
            [.. values.Select((_, index) => index + 1)],
            [.. names.Select(_ => (IReadOnlyList<double>)[.. values])]);

    private static RunStarted Header(
        string name, string[] texts, Scalar[] values, double[] numbers, Configuration point, DateTimeOffset? until, double? share,
        string[] names) => new(
        1,
        texts[0],
        new Experiment
        {
            Name = name,
            Description = texts[1],
            Seed = long.MinValue,
            Dataset = new DatasetSettings { File = texts[2], Targets = names, Kind = TargetKind.Regression, Types = names.Distinct()
                .ToDictionary(own => own, _ => ColumnKind.Categorical) },
            TestShare = share,
            Preprocessing = new PreprocessingSettings { Scale = ScaleMethod.Robust, Impute = ImputeMethod.MostFrequent },
            Validation = new ValidationSettings(ValidationMethod.Holdout, 3, 2, false, 0.3),
            Metric = new MetricSettings(texts[3], MetricGoal.Minimize, numbers[0]),
            Parameters =
            [
                new Parameter("a", new FixedDomain(values[0]), values[0], []),
                new Parameter("b", new ChoiceDomain(values, numbers), null, [new Condition("a", values)]),
                new Parameter("c", new RangeDomain(numbers[0], numbers[1], true, true, numbers[1], 7), values[^1], []),
                new Parameter("d", new NormalDomain(numbers[1], numbers[0]), 0.5, []),
            ],
            Constraints = [new Constraint(values[0], "<=", values[^1])],
            Points = [point],
            Workers = new WorkerSettings(3, 2, TimeSpan.FromSeconds(90), 1),
            Durability = Durability.Os,
        },
        texts[4],
        texts[5],
        texts[0],
        "0.1.0",
        texts[1],
        texts[2],
        until,
        new DatasetFacts(150, 30, 4, names, texts[3], texts),
        new Provenance(texts[4], texts[5], "10.0", 2, null, texts[0], true));
}
