using HpoRunner.Training.Layers;

namespace HpoRunner.Training;

/// <summary>What the settings ask of the weights beside the loss: penalties in the gradient, and limits after the step.</summary>
internal static class WeightPenalties
{
    public static void AddGradients(Network network, TrainerSettings settings)
    {
        if (settings.L2 > 0)
            L2Penalty.AddGradient(network, settings.L2);
        if (settings.L1 > 0)
            L1Penalty.AddGradient(network, settings.L1);
    }

    public static double Value(Network network, TrainerSettings settings) =>
        L2Penalty.Value(network, settings.L2) + L1Penalty.Value(network, settings.L1);

    public static void Limit(Network network, TrainerSettings settings)
    {
        if (settings.MaxNorm > 0)
            NormLimits.LimitUnits(network, settings.MaxNorm);
        if (settings.LayerNormBall > 0)
            NormLimits.LimitLayers(network, settings.LayerNormBall);
    }
}
