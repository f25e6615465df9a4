using HpoRunner.Workers;
using HpoRunner.Workers.Protocol;

namespace HpoRunner.Fuzz;

/// <summary>What a worker left beside its message: taken whole and removed, or refused with a reason. What is taken can be written again.</summary>
internal static class ResultParser
{
    private static readonly string Path = Scratch.File(".result-3.final-1-77.json");

    public static string Read(byte[] input)
    {
        File.WriteAllBytes(Path, input);
        var fit = ResultFile.Take(System.IO.Path.GetDirectoryName(Path)!, Path, out var error);
        Check.That(fit is null != (error is null), "there is a fit or a reason");
        if (fit is null)
            return Parsers.Kind(error![(error!.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Check.That(!File.Exists(Path), "what was taken is gone");
        Check.That(fit.Truth.Count == fit.Rows.Count && fit.Predicted.Count == fit.Rows.Count && (fit.LogLosses?.Count ?? fit.Rows.Count) == fit.Rows.Count, "a truth and a prediction for each row");
        Check.That(fit.Rows.All(row => row >= 0), "rows are rows");
        var written = ProtocolJson.WriteFinalFit(fit);
        Check.That(
            ProtocolJson.WriteFinalFit(ProtocolJson.ReadFinalFit(written)).AsSpan().SequenceEqual(written),
            "what is read again is the same");
        return $"a fit {Math.Min(fit.Rows.Count, 9)} {fit.LogLosses is null}";
    }
}
