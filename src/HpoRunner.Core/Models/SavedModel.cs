using HpoRunner.Journal;
using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Models;

namespace HpoRunner.Models;

/// <summary>A model as it stands in a run's folder, ready to predict. Nothing else of the run is read.</summary>
internal sealed class SavedModel : IDisposable
{
    /// <summary>Of those that a file lacks: a wrong file may lack all 784 of an image.</summary>
    private const int MostColumnsNamed = 5;

    private readonly PreprocessingFile _preprocessing;
    private readonly Preprocessor _preprocessor;
    private readonly TrainedNetwork _network;

    private SavedModel(PreprocessingFile preprocessing, Safetensors tensors)
    {
        _preprocessing = preprocessing;
        _preprocessor = preprocessing.ToPreprocessor();
        var settings = SettingsOf(tensors);
        _network = NetworkTensors.Load(
            tensors, settings, _preprocessor.FeatureCount, preprocessing.Classes.Count,
            preprocessing.Classes.Count > 0 ? 0 : preprocessing.Targets.Count);
    }

    /// <summary>Names of the outputs' columns: a probability per class, or a value per target.</summary>
    public IReadOnlyList<string> Outputs => IsClassifier ? _preprocessing.Classes : _preprocessing.Targets;

    public bool IsClassifier => _preprocessing.Classes.Count > 0;

    /// <summary>The winner.</summary>
    /// <exception cref="ModelMissingException">When the run has no model; the message says why.</exception>
    /// <exception cref="InvalidDataException">When its files are damaged.</exception>
    public static SavedModel Open(RunFolder run) => Open(run.Best) ?? throw new ModelMissingException(run);

    /// <summary>Those of a trial's folds, which <c>final.keep_models</c> has kept.</summary>
    /// <exception cref="ModelMissingException">When there are none; the message says of which trials there are.</exception>
    /// <exception cref="InvalidDataException">When their files are damaged.</exception>
    public static IReadOnlyList<SavedModel> OpenFolds(RunFolder run, int trial)
    {
        var models = KeptModels.FoldersOf(run, trial).Select(Open).OfType<SavedModel>().ToList();
        return models.Count > 0 ? models : throw new ModelMissingException(run, trial);
    }

    private static SavedModel? Open(string folder)
    {
        var model = Path.Combine(folder, ModelDraft.ModelName);
        var preprocessing = Path.Combine(folder, PreprocessingFile.Name);
        if (!File.Exists(model) || !File.Exists(preprocessing))
            return null;
        return new SavedModel(PreprocessingFile.Parse(File.ReadAllText(preprocessing)), Safetensors.Parse(File.ReadAllBytes(model)));
    }

    /// <summary>Predicts every row of a CSV file. Columns are matched by name; others are not looked at.</summary>
    /// <exception cref="DatasetException">With every column that is missing, or every number that is none.</exception>
    public Predictions Predict(string file)
    {
        var dataset = Dataset.Read(SettingsFor(file, Dataset.ReadColumnNames(file)));
        if (Preprocessor.FindProblems(dataset, new PreprocessingSettings { Impute = _preprocessing.Impute }) is { Count: > 0 } missing)
            throw new DatasetException(missing);
        var samples = _preprocessor.Transform(dataset, [.. Enumerable.Range(0, dataset.RowCount)]);
        var values = new float[checked(dataset.RowCount * Outputs.Count)];
        _network.Predict(samples, values);
        return new Predictions(dataset.RowCount, Outputs, IsClassifier, values, [.. Unknown(dataset)]);
    }

    public void Dispose() => _network.Dispose();

    private static TrainerSettings SettingsOf(Safetensors tensors)
    {
        try
        {
            return TrainerSettings.From(ModelDraft.ParametersOf(tensors).Values);
        }
        catch (Exception fault) when (fault is ArgumentException or System.Text.Json.JsonException)
        {
            throw new InvalidDataException($"the parameters in the model cannot be understood: {fault.Message}", fault);
        }
    }

    private DatasetSettings SettingsFor(string file, IReadOnlyList<string> names)
    {
        var place = Path.GetFileName(file);
        var absent = _preprocessing.Columns.Where(column => !names.Contains(column.Name)).ToList();
        if (absent.Count > 0)
        {
            var free = names.Except(_preprocessing.Columns.Select(column => column.Name)).ToList();
            var named = absent.Take(MostColumnsNamed).Select(column => new DatasetProblem(
                place, $"there is no column '{column.Name}', which the model was trained on{NearestName.Hint(column.Name, free)}"));
            var rest = absent.Count - MostColumnsNamed;
            throw new DatasetException([.. named, .. rest > 0 ? [new DatasetProblem(
                place, FormattableString.Invariant($"{rest} more of the model's {_preprocessing.Columns.Count} columns are not there"))]
                : Array.Empty<DatasetProblem>()]);
        }
        var wanted = _preprocessing.Columns.ToDictionary(column => column.Name, column => column.Kind);
        return new DatasetSettings
        {
            File = Path.GetFullPath(file), Targets = [],
            Ignore = [.. names.Where(name => !wanted.ContainsKey(name)).Distinct()],
            Types = wanted, Missing = _preprocessing.Missing,
        };
    }

    private IEnumerable<UnknownCategories> Unknown(Dataset dataset)
    {
        var known = _preprocessor
            .Columns.OfType<FittedCategories>()
            .ToDictionary(column => column.Name, column => column.Categories.ToHashSet(StringComparer.Ordinal));
        foreach (var column in dataset.FeatureColumns.OfType<CategoricalColumn>())
        {
            var isNew = column.Categories.Select(category => !known[column.Name].Contains(category)).ToArray();
            var rows = Enumerable.Range(0, dataset.RowCount).Count(row => column[row] is >= 0 and var code && isNew[code]);
            if (rows > 0)
                yield return new(column.Name, [.. column.Categories.Where((_, code) => isNew[code])], rows);
        }
    }
}
