using HpoRunner.Training;

namespace HpoRunner.Experiments.Reading;

/// <summary>Pieces that messages are made of.</summary>
internal static class Sentence
{
    public static string List(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>The end of a message: "; did you mean learning_rate?", or nothing.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates) => DidYouMean(NearestName.Find(name, candidates));

    /// <summary>The same for what is known to be meant; null for nothing.</summary>
    public static string DidYouMean(string? meant) => meant is null ? "" : $"; did you mean {meant}?";

    /// <summary>The first sentence of several, to stand in the middle of a message.</summary>
    public static string First(string sentences) => char.ToLowerInvariant(sentences[0]) + sentences.Split(". ")[0].TrimEnd('.')[1..];
}
