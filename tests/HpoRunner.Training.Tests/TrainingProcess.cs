using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HpoRunner.Training.Optimizers;

namespace HpoRunner.Training;

/// <summary>
/// What this assembly does when started as a program: trains a few small networks and prints which vectors the machine offered, and
/// every bit of the results. <see cref="VectorWidthTests"/> starts it with vector instructions switched off.
/// </summary>
internal static class TrainingProcess
{
    private static readonly (string, Scalar)[][] Trainings =
    [
        .. OptimizerFactory.Names.Select(name => ((string, Scalar)[])[("optimizer", name), ("hidden", "11"), ("batch_size", "full")]),
        [("hidden", "40-17"), ("activation", "relu"), ("dropout", 0.2), ("l2", 0.01)],
        [("hidden", "33"), ("activation", "tanh"), ("optimizer", "momentum"), ("init", "orthogonal")],
        [("hidden", "9-9"), ("activation", "sigmoid"), ("optimizer", "sgd"), ("init", "he_normal"), ("loss", "mse")],
        [("hidden", "21-9"), ("activation", "gelu"), ("batch_norm", "before"), ("input_noise", 0.2), ("weight_noise", 0.05), ("l1", 0.001)],
        [("layers", 2), ("width", 19), ("activation", "silu"), ("batch_norm", "after"), ("max_norm", 1.5), ("input_dropout", 0.1),
            ("activity_l1", 0.01)],
        [("hidden", "12"), ("activation", "elu"), ("loss", "hinge"), ("early_stopping", 2), ("shuffle", "with_replacement"),
            ("layer_norm_ball", 3)],
        [("hidden", "12"), ("activation", "leaky_relu"), ("loss", "binary_cross_entropy"), ("label_smoothing", 0.1), ("label_noise", 0.1),
            ("train_share", 0.7)],
    ];

    private static readonly (string, Scalar)[] Augmented =
    [
        ("augment_flip", true), ("augment_flip_vertical", true), ("augment_rotate", 20), ("augment_elastic", 0.5), ("augment_shift", 1),
        ("augment_crop", 1), ("augment_brightness", 0.2), ("hidden", "12"),
    ];

    public static int Main()
    {
        Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}");
        Console.WriteLine($"Avx2 {Avx2.IsSupported}");
        foreach (var parameters in Trainings)
        {
            Print(Rows.Classes(150, 21, 5), parameters, "loss", "train_loss", "log_loss", "accuracy");
            if (!parameters.Any(pair => pair.Item1 == "loss"))
                Print(Rows.Numbers(90, 13, 2), parameters, "loss", "rmse", "r2");
        }
        Print(Pictures(Rows.Classes(150, 21, 5)), Augmented, "loss");
        return 0;
    }

    /// <summary>The same rows, their 21 features taken for pictures of 3 × 7.</summary>
    private static Datasets.Samples Pictures(Datasets.Samples rows) => new()
    {
        Features = rows.Features, RowCount = rows.RowCount, FeatureCount = rows.FeatureCount, Classes = rows.Classes,
        ClassCount = rows.ClassCount,
        Image = new Datasets.ImageShape(3, 7, 1),
    };

    private static void Print(Datasets.Samples rows, (string, Scalar)[] parameters, params string[] metrics)
    {
        var settings = Rows.Settings([
            .. parameters, ("epochs", 6),
            .. parameters.Any(pair => pair.Item1 == "batch_size") ? [] : ((string, Scalar)[])[("batch_size", 20)],
        ]);
        using var outcome = Trainer.Train(settings, rows, rows, metrics, 1, Write, CancellationToken.None);
        var outputs = new float[rows.RowCount * Math.Max(rows.ClassCount, rows.TargetCount)];
        outcome.Network!.Predict(rows, outputs);
        Console.WriteLine(string.Join(' ', outputs.Select(BitConverter.SingleToUInt32Bits)));
        static void Write(EpochMeasurement measurement) =>
            Console.WriteLine(string.Join(' ', measurement.Values.Select(BitConverter.DoubleToUInt64Bits)));
    }
}
