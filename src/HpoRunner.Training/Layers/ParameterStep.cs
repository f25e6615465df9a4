using HpoRunner.Training.Numerics;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training.Layers;

/// <summary>
/// What happens to parameters once their gradients are known: penalties, limits of the values, the optimizer. It may happen part by part
/// during the backward pass, while a part's gradient is still in the cache and before the next is computed, with the same bits as all at
/// the end.
/// </summary>
internal sealed unsafe class ParameterStep(ParameterVectors parameters, TrainerSettings settings, Optimizer optimizer)
{
    /// <summary>Floats that are scaled and applied while they are in the first-level cache.</summary>
    private const int PartLength = 2048;

    /// <summary>False where the step looks at the whole gradient first.</summary>
    public bool GoesByParts { get; } = settings.ClipNorm == 0;

    public void Begin(double learningRate) => optimizer.Begin(learningRate);

    /// <summary>Moves a part of a layer's weights, which no layer reads any more in this step.</summary>
    /// <param name="first">Where it begins in the vector of parameters.</param>
    /// <param name="count">Its length, a multiple of 16.</param>
    /// <param name="gradients">As many gradients, which may be changed.</param>
    public void MoveWeights(int first, int count, float* gradients)
    {
        WeightPenalties.AddGradients(settings, gradients, parameters.Pointer + first, count);
        Move(first, count, gradients);
    }

    /// <summary>The same for biases, scales and shifts, which have no penalties.</summary>
    public void Move(int first, int count, float* gradients)
    {
        if (settings.ClipValue > 0)
            GradientClipping.ClipValues(new Span<float>(gradients, count), (float)settings.ClipValue);
        optimizer.Move(parameters.Pointer, gradients - first, first, count);
    }

    /// <summary>The whole step, from gradients that are complete, penalties included.</summary>
    public void MoveAll(double learningRate)
    {
        var gradients = parameters.Gradients;
        GradientClipping.Apply(gradients, 0, settings.ClipValue);
        var factor = GradientClipping.NormFactor(gradients, settings.ClipNorm);
        optimizer.Begin(learningRate);
        var first = parameters.GradientPointer(new ParameterBlock(0, gradients.Length));
        for (var i = 0; i < gradients.Length; i += PartLength)
        {
            var count = Math.Min(PartLength, gradients.Length - i);
            if (factor is not 1)
                FloatVectors.Scale(gradients.Slice(i, count), factor);
            optimizer.Move(parameters.Pointer, first, i, count);
        }
    }

    /// <summary>
    /// Where a step reads at an element: index 0 is the parameter, others are the optimizer's state; the parameter again for an index
    /// beyond.
    /// </summary>
    public float* Reads(int index, int element) =>
        (index > 0 && index <= optimizer.Slots ? optimizer.Slot(index - 1) : parameters.Pointer) + element;
}
