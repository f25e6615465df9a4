namespace HpoRunner.Training.Schedules;

/// <summary>
/// α · factor^⌊epoch/every⌋: every few epochs the rate is multiplied by the factor. Defaults 10 and 0.5; PyTorch's StepLR with
/// step_size = every and gamma = factor. The power is a product in the order of the epochs, so it is the same on every machine.
/// </summary>
internal sealed class StepSchedule(int every, double factor) : LearningRateSchedule
{
    public override double Factor(int epoch)
    {
        var product = 1.0;
        for (var change = epoch / every; change > 0 && product > 0; change--)
            product *= factor;
        return product;
    }
}
