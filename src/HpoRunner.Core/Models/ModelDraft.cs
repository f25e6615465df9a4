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
/// What a worker leaves of a final fit: a hidden folder of the run with model and preprocessing, named by evaluation and attempt. The
/// coordinator makes the winner's the run's <c>best</c> folder and removes the others.
/// </summary>
internal static class ModelDraft
{
    public const string ModelName = "model.safetensors";
    public const string ParametersName = "parameters";
    public const string Pattern = ".model-*";

    public static string PathOf(string runFolder, EvaluationKey key, int attempt) =>
        Path.Combine(runFolder, string.Create(CultureInfo.InvariantCulture, $".model-{key}-{attempt}"));

    public static void Write(string runFolder, EvaluationRequest request, PreparedExperiment prepared, TrainedNetwork network, Preprocessor preprocessor)
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

    /// <summary>The configuration that a model file says it was trained with.</summary>
    public static Configuration ParametersOf(Safetensors model) =>
        model.Metadata.TryGetValue(ParametersName, out var text) && JsonSerializer.Deserialize<Configuration>(text, JournalJson.Options) is { } parameters
            ? parameters
            : throw new InvalidDataException("the model does not say with which parameters it was trained");
}
