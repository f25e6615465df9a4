using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// The augmentations that a configuration asks for, one after the other on each row of a batch: mirrored, turned, pulled, moved, cut,
/// brightened. Every meeting with a row draws anew, so no epoch sees the same pictures. Works on scaled pixels: all columns of a channel
/// are scaled alike (<see cref="Preprocessor"/>), so it makes no difference to the picture whether it is scaled before or after.
/// </summary>
internal sealed class ImageAugmenter
{
    private readonly IReadOnlyList<Augmentation> _steps;
    private readonly RandomStream _random;
    private readonly float[] _first;
    private readonly float[] _second;

    private ImageAugmenter(IReadOnlyList<Augmentation> steps, int valueCount, ulong seed)
    {
        _steps = steps;
        _random = new RandomStream(0);
        _first = new float[valueCount];
        _second = new float[valueCount];
        Reseed(seed);
    }

    /// <summary>Null when nothing is asked for.</summary>
    public static ImageAugmenter? Create(TrainerSettings settings, ImageShape? image, ulong seed) =>
        AugmentationFactory.IsAsked(settings) && image is { } shape
            ? new ImageAugmenter(AugmentationFactory.Create(settings, shape), checked((int)shape.ValueCount), seed)
            : null;

    public void Reseed(ulong seed) => _random.Restart(RandomStream.DeriveSeed(seed, "augmentation"));

    /// <summary>The first rows of a network's input, in place; padding stays as it is.</summary>
    public unsafe void Apply(PaddedMatrix input, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var picture = new Span<float>(input.RowPointer(row), _first.Length);
            var (from, to) = (_first, _second);
            picture.CopyTo(from);
            for (var i = 0; i < _steps.Count; i++)
            {
                _steps[i].Apply(from, to, _random);
                (from, to) = (to, from);
            }
            from.CopyTo(picture);
        }
    }
}
