using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HpoRunner.Experiments.Yaml;

/// <summary>
/// Watches the commas of a list in brackets. [0,5, 0,9] is a list of four numbers to YAML and, probably, of two to whoever wrote it:
/// commas with and without a blank in one list give that away.
/// </summary>
internal sealed class CommaSpacing
{
    private ParsingEvent? _last;
    private (Mark At, string Message)? _tight;
    private bool _hasLoose;

    /// <summary>Null when the commas are all alike.</summary>
    public (Mark At, string Message)? Suspicion => _hasLoose ? _tight : null;

    public void See(ParsingEvent? item)
    {
        if (_last is not null && item is not null && _last.End.Line == item.Start.Line)
            SeePair(_last, item);
        _last = item;
    }

    private void SeePair(ParsingEvent before, ParsingEvent item)
    {
        if (item.Start.Column > before.End.Column + 1)
            _hasLoose = true;
        else if (_tight is null && IsPlain(before, out var whole) && IsPlain(item, out var fraction) && IsOneNumber(whole, fraction))
            _tight = (
                before.Start,
                $"{whole},{fraction} reads as two entries here; write {whole}.{fraction} for one number, or a blank after the comma");
    }

    private static bool IsPlain(ParsingEvent item, out string text)
    {
        text = (item as YamlDotNet.Core.Events.Scalar)?.Value ?? "";
        return item is YamlDotNet.Core.Events.Scalar { Style: ScalarStyle.Plain or ScalarStyle.Any };
    }

    private static bool IsOneNumber(string whole, string fraction) =>
        Training.Scalar.TryParseNumber(whole, out _)
        && fraction.All(char.IsAsciiDigit)
        && Training.Scalar.TryParseNumber($"{whole}.{fraction}", out _);
}
