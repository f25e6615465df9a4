using HpoRunner.Training.Datasets;

namespace HpoRunner.Experiments.Reading;

/// <summary>Reads <c>validation</c> where there are rows to split, and refuses what the method has no use for.</summary>
internal static class ValidationReader
{
    /// <returns>With it the columns that tell groups and time, which belong to the dataset.</returns>
    public static (ValidationSettings Settings, string? Group, string? Order) Read(Section root, TargetKind? kind)
    {
        var section = root.Open("validation");
        var (group, order) = (section.Text("group"), section.Text("order"));
        var method = section.Name<ValidationMethod>("method") ?? ValidationMethod.KFold;
        var stratify = section.Boolean("stratify");
        if (method == ValidationMethod.Holdout && section.Has("folds"))
            section.ErrorAtKey("folds", "a hold-out has no folds; leave folds out, or use method: k_fold");
        if (method != ValidationMethod.Holdout && section.Has("share"))
            section.ErrorAtKey("share", "folds have no share; leave share out, or use method: holdout");
        if (stratify == true && kind == TargetKind.Regression)
            section.Error("stratify", "a regression has no classes to keep in proportion; allowed: false");
        CheckColumn(section, "group", method == ValidationMethod.GroupKFold, "group_k_fold");
        CheckColumn(section, "order", method == ValidationMethod.TimeSeries, "time_series");
        if (stratify == true && method is (ValidationMethod.GroupKFold or ValidationMethod.TimeSeries))
            section.Error("stratify", "groups and time decide which rows are together, not classes; allowed: false");
        if (method == ValidationMethod.TimeSeries && section.Whole("repeats") > 1)
            section.Error("repeats", "blocks of time are not shuffled, so every repeat would have the same splits; allowed: 1");
        var defaults = new ValidationSettings();
        var settings = new ValidationSettings(
            method, (int)(section.Whole("folds") ?? defaults.Folds), (int)(section.Whole("repeats") ?? defaults.Repeats), stratify,
            section.Share("share") ?? defaults.HoldoutShare);
        return (settings, group, order);
    }

    /// <summary>A column that one method needs and no other has a use for.</summary>
    private static void CheckColumn(Section section, string key, bool isNeeded, string method)
    {
        if (isNeeded)
            section.Require(key);
        else if (section.Has(key))
            section.ErrorAtKey(key, $"has a use for method: {method} alone; leave it out, or use that method");
    }
}
