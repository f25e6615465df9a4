using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;
using HpoRunner.Training.Measurements;

namespace HpoRunner.Storage;

/// <summary>
/// What a run will write. The journal takes, per evaluation, its two records and a share of its trial's (some 800 bytes), and 20 bytes per
/// metric and epoch of its learning curve; the tables made from it at the end take as much again. Models are the winner's, and of the
/// search no more than <c>final.keep_models</c> asks for; they are weighed as they come.
/// </summary>
internal static class DiskNeed
{
    private const long RecordBytes = 800;
    private const long MeasurementBytes = 20;
    private const long PreparationBytes = 16 << 10;

    /// <summary>A worker has at most two evaluations with it, of two trials at most.</summary>
    private const int TrialsPerWorker = 2;

    /// <summary>Columns of one measurement on request: a network of twenty layers, or the updates of an epoch.</summary>
    private const int MostColumns = MeasurementTable.MostUpdates;

    /// <summary>Bytes of a run with so many evaluations, at most: as if each went to the largest number of epochs.</summary>
    public static long Of(Experiment experiment, long evaluations) => DiskLimits.Reserve(0) + (2 * evaluations * PerEvaluation(experiment));

    /// <summary>Bytes of a saved model: its weights as 32-bit numbers, and what prepares its rows.</summary>
    public static long OfModel(long parameters) => (sizeof(float) * parameters) + PreparationBytes;

    /// <summary>
    /// Bytes of the models that <c>final.keep_models</c> has kept at a time: of the best trials, and of those being judged.
    /// </summary>
    /// <param name="model">Of one; null when it is not known.</param>
    public static long OfKept(Experiment experiment, int workers, long? model) => experiment.KeepModels == 0 ? 0 :
        (experiment.KeepModels + (TrialsPerWorker * workers)) * experiment.Validation.ScoreCount * (model ?? 0);

    /// <summary>Looks at the disk before a run is made.</summary>
    /// <param name="free">Bytes.</param>
    /// <param name="models">Bytes of kept models, as far as they are known.</param>
    /// <returns>Why there can be no run; or else what its user should know; or neither.</returns>
    public static (string? Problem, string? Warning) Check(LiveState planned, long free, long models = 0)
    {
        if (free < DiskLimits.Reserve(0))
            return (
                $"only {ByteSize.Round(free)} are free, and report, charts and model of a run need "
                + $"{ByteSize.Round(DiskLimits.Reserve(0))}; make room, or give another place with --results", null);
        var budget = planned.Experiment.Budget.Disk;
        var scores = planned.PlannedTrials * planned.Experiment.Validation.ScoreCount;
        var need = scores is { } evaluations ? Of(planned.Experiment, evaluations) + models : 0;
        if (need > free)
            return (null,
                $"up to {ByteSize.Round(need)} may be written, and {ByteSize.Round(free)} are free: "
                + "the search pauses when they are nearly used up");
        if (need > budget)
            return (null,
                $"up to {ByteSize.Round(need)} may be written, and budget.disk allows {ByteSize.Format(budget.Value)}: "
                + "the search pauses when that is nearly used up");
        if (budget > free)
            return (null, $"budget.disk allows {ByteSize.Format(budget.Value)}, but only {ByteSize.Round(free)} are free");
        return (null, null);
    }

    private static long PerEvaluation(Experiment experiment)
    {
        var metrics = CurveMetrics.Of(experiment).Concat(experiment.Metrics).Distinct().Count();
        metrics += MostColumns * experiment.Measurements.Count;
        return RecordBytes + (MeasurementBytes * metrics * MostEpochs(experiment));
    }

    private static long MostEpochs(Experiment experiment)
    {
        const string Epochs = "epochs";
        var searched = experiment.Parameters.FirstOrDefault(parameter => parameter.Name == Epochs);
        var usual = ParameterTable.All.First(row => row.Name == Epochs).Default.AsNumber;
        return (long)(searched is null ? usual : DomainValues.Bounds(searched.Domain)?.Max ?? usual);
    }
}
