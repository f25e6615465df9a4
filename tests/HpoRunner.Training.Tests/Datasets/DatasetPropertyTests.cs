using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>What holds for every table that is written out and read again, and for every damage to one.</summary>
internal sealed class DatasetPropertyTests
{
    private static readonly string[] Texts =
    [
        "x", "two words", "a,b", "a;b", "say \"so\"", "line\nbreak", "Größe", "漢字", "=1+1", "tab\there", "'",
    ];

    [Test]
    public void Read_AnyTableWrittenOut_GivesItsValues() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll<int>(seed =>
    {
        var random = new RandomStream((ulong)seed);
        double[] numbers = [.. Enumerable.Range(0, 3 + random.NextInt(120)).Select(_ => Number(random))];
        string?[] texts = [.. numbers.Select(_ => random.NextInt(6) == 0 ? null : Texts[random.NextInt(Texts.Length)])];
        var dataset = TemporaryCsv.Read(Write(numbers, texts, ",;\t|"[random.NextInt(4)], random));
        var numeric = (NumericColumn)dataset.FeatureColumns[0];
        return numbers.Select((value, row) => numeric[row].Equals(value)).All(same => same)
            && dataset.Classes.ToArray().Select((label, row) => label == row % 2).All(same => same)
            && (dataset.FeatureColumns[1] is CategoricalColumn column
                ? texts.Select((text, row) => column[row] < 0 ? text is null : column.Categories[column[row]] == text).All(same => same)
                : texts.All(text => text is null));
    }));

    [Test]
    public void Read_AnyDamage_GivesADatasetOrProblemsWithTheirPlace() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(250), Prop.ForAll<int>(seed =>
    {
        var random = new RandomStream((ulong)seed);
        double[] numbers = [.. Enumerable.Range(0, 12).Select(_ => Number(random))];
        string?[] texts = [.. numbers.Select(_ => Texts[random.NextInt(Texts.Length)])];
        var bytes = Encoding.UTF8.GetBytes(Write(numbers, texts, ',', random)).ToList();
        byte[] damages = [(byte)'"', (byte)',', (byte)'\n', (byte)'\r', 0, 0xE9, (byte)'x', (byte)';', (byte)' ', (byte)'1'];
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var place = random.NextInt(bytes.Count);
            if (random.NextInt(2) == 0)
                bytes.RemoveAt(place);
            else
                bytes.Insert(place, damages[random.NextInt(damages.Length)]);
        }

        // Anything but a DatasetException fails the test; so does damage whose beginning was not found.
        var problems = TemporaryCsv.Problems([.. bytes]);
        return problems.Length == 0
            || (problems.Split('\n').All(line => line.StartsWith("data.csv:", StringComparison.Ordinal))
                && !problems.Contains("cannot be read as CSV", StringComparison.Ordinal));
    }));

    private static double Number(RandomStream random) => random.NextInt(4) switch
    {
        0 => random.NextInt(100) - 50,
        1 => double.NaN,
        2 => random.NextNormal() * Math.Pow(10, random.NextInt(30) - 15),
        _ => Math.Round(random.NextDouble(), 3),
    };

    private static string Write(double[] numbers, string?[] texts, char delimiter, RandomStream random)
    {
        var lineEnd = random.NextInt(2) == 0 ? "\n" : "\r\n";
        var text = new StringBuilder($"{(random.NextInt(2) == 0 ? "\uFEFF" : "")}number{delimiter}text{delimiter}y{lineEnd}");
        for (var row = 0; row < numbers.Length; row++)
        {
            var number = double.IsNaN(numbers[row]) ? "NA" : numbers[row].ToString("R", CultureInfo.InvariantCulture);
            var quoted = texts[row] is { } cell ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : "";
            text.Append(CultureInfo.InvariantCulture, $"{number}{delimiter}{quoted}{delimiter}{row % 2}{lineEnd}");
        }
        return text.ToString();
    }
}
