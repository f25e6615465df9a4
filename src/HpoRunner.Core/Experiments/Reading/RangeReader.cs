using HpoRunner.Experiments.Yaml;
using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads {min, max, scale, step, count}. Each bound has its own sentence, with both values.</summary>
internal sealed class RangeReader(ParameterDefinition row, Section section, bool isGrid)
{
    private const double StepTolerance = 1e-9;

    public static bool TakesNumbers(ParameterDefinition row) => row.Kind is ParameterKind.Real or ParameterKind.Whole;

    public RangeDomain? Read()
    {
        var before = section.Findings.ErrorCount;
        section.Require("min");
        section.Require("max");
        var min = section.Real("min");
        var max = section.Real("max");
        var isLog = section.Name("scale") == "log";
        var step = section.Real("step");
        var count = (int?)section.Whole("count");
        if (!TakesNumbers(row))
        {
            section.Findings.Error(section.Place, section.Path, $"a range needs numbers; write a list: {row.Name} takes {row.Allowed}");
            return null;
        }
        CheckBound("min", min);
        CheckBound("max", max);
        var whole = row.Kind == ParameterKind.Whole || (IsWrittenWhole("min") && IsWrittenWhole("max"));
        if (min is { } low && max is { } high)
            CheckRange(low, high, isLog, step, count, whole, before);
        CheckGrid(step, count);
        return section.Findings.ErrorCount == before && min is not null && max is not null
            ? new RangeDomain(min.Value, max.Value, whole, isLog, step, count)
            : null;
    }

    private void CheckBound(string key, double? bound)
    {
        if (bound is not null && row.Check(bound.Value) is { } problem)
            section.Error(key, problem);
    }

    private void CheckRange(double min, double max, bool isLog, double? step, int? count, bool whole, int before)
    {
        if (min >= max)
            section.Error("min",
                $"min {Text(min)} is not below max {Text(max)}{(min == max ? $"; for one value write {row.Name}: {Text(min)}" : "")}");
        if (isLog && min <= 0)
            section.Error("min", $"a log scale needs min above 0, got {Text(min)}; scale: linear takes it");
        if (step is { } distance)
            CheckStep(min, max, distance, isLog, whole);
        if (count is not null && step is not null)
            section.Error("count", $"step {Text(step.Value)} and count {Text(count.Value)} do not go together; leave one out");
        if (whole && count > max - min + 1)
            section.Error("count",
                $"count {Text(count.Value)} is more than the {Text(max - min + 1)} whole numbers from {Text(min)} to {Text(max)}");
        if (whole && row.Kind == ParameterKind.Real && step is null && section.Findings.ErrorCount == before)
            section.Findings.Warn(section.PlaceOf("min"), section.Path,
                $"both bounds are whole, so only whole numbers are drawn; write {Text(min)}.0 for all numbers in between");
    }

    private void CheckStep(double min, double max, double step, bool isLog, bool whole)
    {
        if (isLog)
            section.Error("step", $"step {Text(step)} belongs to a linear scale; with scale: log use count");
        else if (step <= 0)
            section.Error("step", $"step {Text(step)} is not above 0");
        else if (step > (max - min) * (1 + StepTolerance) && min < max)
            section.Error("step", $"step {Text(step)} is larger than the range from {Text(min)} to {Text(max)}");
        else if (whole && Math.Floor(step) != step)
            section.Error("step", $"step {Text(step)} is not whole, but both bounds are; write min: {Text(min)}.0 for real numbers");
    }

    private void CheckGrid(double? step, int? count)
    {
        if (isGrid && step is null && count is null && !section.Has("step") && !section.Has("count"))
            section.Findings.Error(section.Place, section.Path,
                "a grid needs choices or steps: add step or count (count: 5), or use search.method: random");
    }

    /// <summary>Whether a bound was written without a point: 1 and 1e3, not 1.0.</summary>
    private bool IsWrittenWhole(string key) => section.Node(key) is YamlScalar scalar && CoreSchema.TryNumber(scalar, out var number)
        && Math.Floor(number) == number && !scalar.Text.Contains('.', StringComparison.Ordinal);

    private static string Text(double number) => Scalar.Number(number).ToString();
}
