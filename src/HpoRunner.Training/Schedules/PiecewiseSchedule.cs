using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HpoRunner.Training.Schedules;

/// <summary>
/// Constant pieces: α until the first boundary, from each boundary on α times its factor. Written "10:0.5 20:0.1": half the rate from
/// t = 10, a tenth from t = 20. Keras's PiecewiseConstantDecay, which still has the old value at the boundary itself; PyTorch's
/// MultiStepLR has one factor for all pieces, multiplied.
/// </summary>
internal sealed class PiecewiseSchedule : LearningRateSchedule
{
    public const string DefaultPieces = "10:0.5 20:0.1";

    private readonly (long From, double Factor)[] _pieces;

    /// <exception cref="FormatException">For a text that <see cref="Check"/> refuses.</exception>
    public PiecewiseSchedule(string pieces) =>
        _pieces = TryRead(pieces, out var read) ? read : throw new FormatException(Check(pieces));

    public override double Factor(long t)
    {
        var factor = 1.0;
        foreach (var piece in _pieces)
        {
            if (piece.From > t)
                break;
            factor = piece.Factor;
        }
        return factor;
    }

    /// <summary>Null when the text is understood, else what is wrong with it.</summary>
    public static string? Check(string text) => TryRead(text, out _)
        ? null
        : $"{text} is not allowed; schedule_pieces takes boundaries in rising order, each with its factor on the rate: \"{DefaultPieces}\"";

    private static bool TryRead(string text, [NotNullWhen(true)] out (long From, double Factor)[]? pieces)
    {
        var read = new List<(long From, double Factor)>();
        pieces = null;
        foreach (var part in text.Split(' '))
        {
            if (part.Split(':') is not [var from, var factor]
                || !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var boundary)
                || !Scalar.TryParseNumber(factor, out var value) || value is not (>= 0 and <= 1000)
                || (read.Count > 0 && boundary <= read[^1].From))
                return false;
            read.Add((boundary, value));
        }
        pieces = [.. read];
        return true;
    }
}
