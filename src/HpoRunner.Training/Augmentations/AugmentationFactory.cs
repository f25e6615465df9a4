using HpoRunner.Training.Datasets;

namespace HpoRunner.Training.Augmentations;

/// <summary>The augmentations by their parameters, in the order in which they are applied.</summary>
internal static class AugmentationFactory
{
    public const string Shift = "augment_shift";

    private const string Images = "data.image";

    /// <summary>The rows of <see cref="ParameterTable"/>; each is off at its default.</summary>
    public static IReadOnlyList<ParameterDefinition> Parameters { get; } =
    [
        new("augment_flip", ParameterKind.Boolean, false, "Whether every second image is mirrored left to right.") { Beside = Images },
        new("augment_flip_vertical", ParameterKind.Boolean, false, "Whether every second image is turned upside down.") { Beside = Images },
        new("augment_rotate", ParameterKind.Real, 0, "Largest angle by which images are turned, in degrees.")
        {
            Min = 0, Max = 180, Beside = Images,
        },
        new("augment_elastic", ParameterKind.Real, 0, "How far pixels are pulled as on rubber, root mean square in pixels.")
        {
            Min = 0, Max = 100, Beside = Images,
        },
        new(Shift, ParameterKind.Whole, 0, "Largest number of pixels by which images are moved.") { Min = 0, Max = 1000, Beside = Images },
        new("augment_crop", ParameterKind.Whole, 0, "Mirrored margin, in pixels, out of which images are cut.")
        {
            Min = 0, Max = 1000, Beside = Images,
        },
        new("augment_brightness", ParameterKind.Real, 0, "Largest change of an image's brightness, in standard deviations.")
        {
            Min = 0, Max = 100, Beside = Images,
        },
    ];

    /// <summary>Whether a value of one of these parameters asks for anything.</summary>
    public static bool IsOn(Scalar value) => value.IsNumber ? value.AsNumber > 0 : value.AsBoolean;

    public static bool IsAsked(TrainerSettings settings) => Parameters.Any(row => IsOn(settings[row.Name]));

    public static IReadOnlyList<Augmentation> Create(TrainerSettings settings, ImageShape shape)
    {
        var steps = new List<Augmentation>();
        foreach (var row in Parameters.Where(row => IsOn(settings[row.Name])))
            steps.Add(Create(row.Name, settings[row.Name], shape));
        return steps;
    }

    private static Augmentation Create(string name, Scalar value, ImageShape shape) => name switch
    {
        "augment_flip" => new HorizontalFlip(shape),
        "augment_flip_vertical" => new VerticalFlip(shape),
        "augment_rotate" => new Rotation(shape, value.AsNumber),
        "augment_elastic" => new ElasticDeformation(shape, value.AsNumber),
        Shift => new Augmentations.Shift(shape, (int)value.AsNumber),
        "augment_crop" => new PaddedCrop(shape, (int)value.AsNumber),
        "augment_brightness" => new Brightness(shape, value.AsNumber),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no augmentation"),
    };
}
