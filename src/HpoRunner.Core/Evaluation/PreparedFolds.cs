using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>What one training learns from and is judged on, after its columns were fitted on the training part alone.</summary>
/// <param name="Validation">Null in a final fit when no rows were set apart.</param>
internal sealed record PreparedFold(Samples Training, Samples? Validation, Preprocessor Preprocessor);

/// <summary>
/// The rows of each evaluation, prepared. They are the same for all trials, so folds are kept while there is room for them.
/// </summary>
/// <param name="prepared">With the development rows alone: the test rows are read again for a final fit, and not before.</param>
internal sealed class PreparedFolds(PreparedExperiment prepared)
{
    /// <summary>Prepared folds are kept while they fit; beyond that each is prepared when it is needed.</summary>
    private const long KeptFloats = 64L << 20;

    private readonly Dictionary<(int Repeat, int Fold), PreparedFold> _kept = [];
    private long _keptFloats;

    /// <summary>Of an evaluation of the search or of a fresh repeat.</summary>
    public PreparedFold Of(EvaluationKey key)
    {
        if (_kept.TryGetValue((key.Repeat, key.Fold), out var kept))
            return kept;
        var (trainingRows, validationRows) = prepared.Splits.Fold(key.Repeat, key.Fold);
        var preprocessor = Preprocessor.Fit(prepared.Dataset, trainingRows, prepared.Experiment.Preprocessing);
        var training = Weighted(preprocessor.Transform(prepared.Dataset, trainingRows));
        var validation = preprocessor.Transform(prepared.Dataset, validationRows);
        var fold = new PreparedFold(training, validation, preprocessor);
        var floats = (long)training.Features.Length + validation.Features.Length;
        if (_keptFloats + floats <= KeptFloats)
        {
            _keptFloats += floats;
            _kept[(key.Repeat, key.Fold)] = fold;
        }
        return fold;
    }

    /// <summary>All rows but the test rows, and these to be judged on.</summary>
    /// <exception cref="InvalidOperationException">The data file is not what it was.</exception>
    public PreparedFold ReadFinal()
    {
        var splits = prepared.Splits;
        var preprocessor = Preprocessor.Fit(prepared.Dataset, splits.DevelopmentRows, prepared.Experiment.Preprocessing);
        var training = Weighted(preprocessor.Transform(prepared.Dataset, splits.DevelopmentRows));
        if (splits.TestRows.Length == 0)
            return new PreparedFold(training, null, preprocessor);
        var whole = Dataset.Read(prepared.Experiment.Dataset);
        if (whole.Hash != prepared.Dataset.Hash)
            throw new InvalidOperationException(
                $"the data changed while the run went on: {whole.FileName} had SHA-256 {prepared.Dataset.Hash}, now it has {whole.Hash}");
        return new PreparedFold(training, preprocessor.Transform(whole, splits.TestRows), preprocessor);
    }

    private Samples Weighted(Samples training) =>
        prepared.Experiment.Dataset.ClassWeights == ClassWeighting.Balanced ? training.Balanced() : training;
}
