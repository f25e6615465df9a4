using System.Globalization;
using System.Text.Json;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Models;

namespace HpoRunner.Models;

/// <summary>
/// What a worker leaves of a training whose model may be kept: a hidden folder of the run with model and preprocessing, named by evaluation
/// and attempt. The coordinator puts it in its place or removes it.
/// </summary>
internal static class ModelDraft
{
    public const string ModelName = "model.safetensors";
    public const string ParametersName = "parameters";
    public const string Pattern = ".model-*";

    public static string PathOf(string runFolder, EvaluationKey key, int attempt) =>
        Path.Combine(runFolder, string.Create(CultureInfo.InvariantCulture, $".model-{key}-{attempt}"));

    public static void Write(
        string runFolder, EvaluationRequest request, PreparedExperiment prepared, TrainedNetwork network,
        Preprocessor preprocessor)
    {
        var folder = PathOf(runFolder, request.Key, request.Attempt);
        Directory.CreateDirectory(folder);
        var metadata = new Dictionary<string, string>
        {
            ["experiment"] = prepared.Experiment.Name,
            ["trial"] = request.Key.Trial.ToString(CultureInfo.InvariantCulture),
            ["seed"] = request.Seed.ToString(CultureInfo.InvariantCulture),
            [ParametersName] = JsonSerializer.Serialize(request.Parameters, JournalJson.Options),
        };
        RunFile.Write(Path.Combine(folder, PreprocessingFile.Name), PreprocessingFile.Of(prepared, preprocessor).ToText());
        RunFile.Write(Path.Combine(folder, ModelName), new Safetensors(NetworkTensors.Of(network), metadata).ToBytes());
    }

    /// <summary>
    /// Has a draft take the place of what is there. A kill in between leaves neither, which is why results are journalled only
    /// afterwards.
    /// </summary>
    public static void Place(string draft, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.Move(draft, folder);
    }

    public static void Discard(string draft)
    {
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
    }

    /// <summary>Removes what workers of an earlier opening left.</summary>
    public static void DiscardAll(string runFolder)
    {
        foreach (var draft in Directory.EnumerateDirectories(runFolder, Pattern).ToList())
            Directory.Delete(draft, recursive: true);
    }

    /// <summary>The configuration that a model file says it was trained with.</summary>
    public static Configuration ParametersOf(Safetensors model) =>
        model.Metadata.TryGetValue(ParametersName, out var text)
        && JsonSerializer.Deserialize<Configuration>(text, JournalJson.Options) is { } parameters
            ? parameters
            : throw new InvalidDataException("the model does not say with which parameters it was trained");
}
