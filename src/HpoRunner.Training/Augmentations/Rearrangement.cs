using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Training.Augmentations;

/// <summary>
/// An augmentation that takes whole pixels from other places, lines and columns apart: pixel (y, x) becomes that of line
/// <c>lines[y]</c> and column <c>columns[x]</c>.
/// </summary>
internal abstract class Rearrangement(ImageShape shape) : Augmentation(shape)
{
    private readonly int[] _lines = new int[shape.Height];
    private readonly int[] _columns = new int[shape.Width];

    public sealed override void Apply(ReadOnlySpan<float> from, Span<float> to, RandomStream random)
    {
        for (var y = 0; y < _lines.Length; y++)
            _lines[y] = y;
        for (var x = 0; x < _columns.Length; x++)
            _columns[x] = x;
        Choose(_lines, _columns, random);
        var (_, width, channels) = Shape;
        for (var y = 0; y < _lines.Length; y++)
            Rearrange(
                from.Slice(_lines[y] * width * channels, width * channels), to.Slice(y * width * channels, width * channels),
                channels);
    }

    private void Rearrange(ReadOnlySpan<float> from, Span<float> to, int channels)
    {
        if (channels == 1)
        {
            // A copy of one number costs ten times the number.
            for (var x = 0; x < to.Length; x++)
                to[x] = from[_columns[x]];
            return;
        }
        for (var x = 0; x < _columns.Length; x++)
            from.Slice(_columns[x] * channels, channels).CopyTo(to[(x * channels)..]);
    }

    /// <summary>Draws where each line and column comes from; both come in as they lie in the picture.</summary>
    protected abstract void Choose(Span<int> lines, Span<int> columns, RandomStream random);
}
