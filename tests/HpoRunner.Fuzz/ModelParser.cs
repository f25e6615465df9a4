using HpoRunner.Journal;
using HpoRunner.Models;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Fuzz;

/// <summary>A saved model: its preprocessing, a line <see cref="Between"/>, and its tensors. What opens predicts the rows of a small table.</summary>
internal static class ModelParser
{
    private static readonly RunFolder Folder = new(Scratch.File("modelled"));
    private static readonly string Rows = Scratch.File("rows.csv");

    private static ReadOnlySpan<byte> Between => "\nmodel:\n"u8;

    public static string Read(byte[] input)
    {
        Directory.CreateDirectory(Folder.Best);
        File.WriteAllText(Rows, "a,b,c\n1,2,red\n-0.5,,blue\n3,1e5,green\n");
        var middle = input.AsSpan().IndexOf(Between);
        File.WriteAllBytes(Path.Combine(Folder.Best, PreprocessingFile.Name), middle < 0 ? input : input[..middle]);
        File.WriteAllBytes(Path.Combine(Folder.Best, ModelDraft.ModelName), middle < 0 ? [] : input[(middle + Between.Length)..]);
        try
        {
            using var model = SavedModel.Open(Folder);
            var predictions = model.Predict(Rows);
            predictions.Write(TextWriter.Null);
            Check.That(predictions.Values.Length == 3 * model.Outputs.Count, "a prediction for each row");
            return $"sound: {model.IsClassifier} {Math.Min(model.Outputs.Count, 9)}";
        }
        catch (InvalidDataException damaged)
        {
            return Parsers.Kind(damaged.Message);
        }
        catch (DatasetException other)
        {
            return "other data: " + Parsers.Kind(other.Problems[0].Message);
        }
    }
}
