namespace HpoRunner.Journal;

/// <summary>
/// The evaluations of a completed trial in one array of numbers: of a hundred thousand trials that are done a coordinator keeps what
/// ranking needs and little more. Per evaluation: attempts and charged failures (16 bits each) with epochs (32 bits) as one number's bits,
/// seconds, the end's UTC ticks as another's bits, then the metrics in the order of <see cref="TrialShape.MetricNames"/>.
/// </summary>
internal static class PackedEvaluations
{
    private const int Fixed = 3;

    /// <summary>Null when the evaluations do not measure what the run's first one did.</summary>
    public static double[]? Pack(IReadOnlyList<EvaluationSlot> slots, TrialShape shape)
    {
        if (slots.Count == 0
            || slots.Any(slot => !shape.Measures(slot.Metrics)
                || slot.Attempts > ushort.MaxValue || slot.ChargedFailures > ushort.MaxValue))
            return null;
        var stride = Fixed + shape.MetricNames.Count;
        var packed = new double[slots.Count * stride];
        for (var i = 0; i < slots.Count; i++)
        {
            var slot = slots[i];
            var place = packed.AsSpan(i * stride, stride);
            place[0] = BitConverter.Int64BitsToDouble(((long)slot.Attempts << 48) | ((long)slot.ChargedFailures << 32) | (uint)slot.Epochs);
            place[1] = slot.Seconds;
            place[2] = BitConverter.Int64BitsToDouble(slot.EndedAt.UtcTicks);
            for (var metric = 0; metric < shape.MetricNames.Count; metric++)
                place[Fixed + metric] = slot.Metrics[shape.MetricNames[metric]];
        }
        return packed;
    }

    public static EvaluationSlot[] Unpack(double[] packed, TrialShape shape)
    {
        var stride = Fixed + shape.MetricNames.Count;
        var slots = new EvaluationSlot[packed.Length / stride];
        for (var i = 0; i < slots.Length; i++)
        {
            var place = packed.AsSpan(i * stride, stride);
            var counts = BitConverter.DoubleToInt64Bits(place[0]);
            var metrics = new Dictionary<string, double>(shape.MetricNames.Count);
            for (var metric = 0; metric < shape.MetricNames.Count; metric++)
                metrics[shape.MetricNames[metric]] = place[Fixed + metric];
            var endedAt = new DateTimeOffset(BitConverter.DoubleToInt64Bits(place[2]), TimeSpan.Zero);
            slots[i] = EvaluationSlot.Completed(
                (int)(counts >>> 48), (int)(counts >> 32) & ushort.MaxValue, metrics, (int)counts, place[1], endedAt);
        }
        return slots;
    }

    /// <summary>One metric of all evaluations, in their order.</summary>
    public static IEnumerable<double> Values(double[] packed, TrialShape shape, string metric)
    {
        var stride = Fixed + shape.MetricNames.Count;
        for (var place = Fixed + shape.PlaceOf(metric); place < packed.Length; place += stride)
            yield return packed[place];
    }
}
