using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HpoRunner.Training.Layers;

/// <summary>
/// λ · (1/rows) Σ|h| over the activations h of a hidden layer, added to the mean loss: it asks for sparse representations (Goodfellow,
/// Bengio and Courville 2016, section 7.10; Keras' activity_regularizer). Values pass unchanged; dh = dy + λ sign(h)/rows, sign(0) = 0.
/// </summary>
internal sealed unsafe class ActivityPenalty(Activations activations, double lambda) : Layer(activations, activations)
{
    public override void Forward(int rows, bool training)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(int rows, ParameterStep? step = null)
    {
        var h = Output.Values.Pointer;
        var dy = Output.Gradients.Pointer;
        var size = Vector512.Create((float)(lambda / rows));
        // Padding may hold a value (½ after a sigmoid), and its gradient must stay zero.
        for (var row = 0; row < rows; row++)
        for (nint i = 0; i < Output.Width; i += Vector512<float>.Count)
        {
            var place = row * (nint)Output.Values.Stride + i;
            var slope = L1Penalty.Signed(size, Vector512.Load(h + place));
            var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(Output.Width - (int)i)).AsSingle();
            Vector512.Store(Vector512.Load(dy + place) + (slope & inside), dy + place);
        }
    }

    /// <summary>After a forward pass over as many rows.</summary>
    public double Value(int rows)
    {
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
            sum += L1Penalty.SumOfSizes(Output.Values.Row(row));
        return lambda / rows * sum;
    }
}
