using HpoRunner.Training.Layers;

namespace HpoRunner.Training;

/// <summary>What the settings ask of the weights beside the loss: penalties in the gradient, and limits after the step.</summary>
internal static unsafe class WeightPenalties
{
    public static void AddGradients(Network network, TrainerSettings settings)
    {
        var parameters = network.Parameters;
        foreach (var layer in network.DenseLayers)
            AddGradients(settings, parameters.GradientPointer(layer.Weights), parameters.ValuePointer(layer.Weights), layer.Weights.Length);
    }

    /// <summary>To the gradients of some weights.</summary>
    public static void AddGradients(TrainerSettings settings, float* gradients, float* weights, int count)
    {
        if (settings.L2 > 0)
            L2Penalty.AddGradient(gradients, weights, count, (float)settings.L2);
        if (settings.L1 > 0)
            L1Penalty.AddGradient(gradients, weights, count, (float)settings.L1);
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
