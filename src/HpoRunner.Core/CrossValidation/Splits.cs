using System.Buffers.Binary;
using System.Security.Cryptography;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Numerics;

namespace HpoRunner.CrossValidation;

/// <summary>
/// Which rows train and which judge: made once from settings, seed and labels, the same on every machine and in every culture,
/// immutable. The test rows are set apart first and are in no fold; they depend on the seed alone, the folds of a repeat on seed and
/// repeat. All lists of rows ascend.
/// </summary>
public sealed class Splits
{
    private const int TestRow = -1;

    private readonly SplitMethod _method;

    // Per repeat the part of every row: validation fold, or block of time; −1 for test rows.
    private readonly int[][] _partOfRow;

    private Splits(SplitSettings settings, int[] testRows, int[] developmentRows, int[][] partOfRow)
    {
        _method = settings.Method;
        _partOfRow = partOfRow;
        TestRows = testRows;
        DevelopmentRows = developmentRows;
        FoldsPerRepeat = settings.Method == SplitMethod.Holdout ? 1 : settings.Folds;
        Hash = ComputeHash();
    }

    /// <summary>Of no rows: what a training without data has.</summary>
    public static Splits None { get; } = new(new SplitSettings(SplitMethod.Holdout, 0, 0, false, 0, null, 0), [], [], []);

    /// <summary>Held out for the final stage; empty when there are none.</summary>
    public int[] TestRows { get; }

    /// <summary>All others: what the search sees.</summary>
    public int[] DevelopmentRows { get; }

    public int FoldsPerRepeat { get; }

    public int Repeats => _partOfRow.Length;

    /// <summary>
    /// SHA-256, in small hexadecimal digits, over the length and row numbers (32 bits, little-endian) of every list: test rows, then
    /// training and validation rows of each fold.
    /// </summary>
    public string Hash { get; }

    /// <summary>Throws <see cref="DatasetException"/> with every reason why the rows cannot be split so.</summary>
    public static Splits Make(SplitSettings settings, Dataset dataset) => Make(settings, SplitRows.Of(dataset));

    internal static Splits Make(SplitSettings settings, SplitRows rows)
    {
        SplitChecks.BeforeSplitting(settings, rows);
        var testRows = MakeTestRows(settings, rows);
        var isTest = new bool[rows.Count];
        foreach (var row in testRows)
            isTest[row] = true;
        int[] developmentRows = [.. Enumerable.Range(0, rows.Count).Where(row => !isTest[row])];
        SplitChecks.BeforeFolding(settings, rows, testRows, developmentRows);
        var partOfRow = new int[settings.Repeats][];
        for (var repeat = 0; repeat < settings.Repeats; repeat++)
            partOfRow[repeat] = MakeParts(settings, rows, developmentRows, repeat);
        return new Splits(settings, testRows, developmentRows, partOfRow);
    }

    /// <summary>Both count from 0.</summary>
    public (int[] Training, int[] Validation) Fold(int repeat, int fold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, FoldsPerRepeat);
        var parts = _partOfRow[repeat];
        var validationPart = _method == SplitMethod.TimeSeries ? fold + 1 : fold;
        var validation = Array.FindAll(DevelopmentRows, row => parts[row] == validationPart);
        var training = _method == SplitMethod.TimeSeries
            ? Array.FindAll(DevelopmentRows, row => parts[row] < validationPart)
            : Array.FindAll(DevelopmentRows, row => parts[row] != validationPart);
        return (training, validation);
    }

    /// <summary>Rows of a share, rounded to the nearest whole number, a half away from zero.</summary>
    internal static int RowsOf(double share, int rowCount) => (int)Math.Round(share * rowCount, MidpointRounding.AwayFromZero);

    private static int[] MakeTestRows(SplitSettings settings, SplitRows rows)
    {
        if (settings.TestShare is not { } share)
            return [];
        var count = RowsOf(share, rows.Count);
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        var random = RandomStream.Derive((ulong)settings.Seed, "test rows");
        if (settings.Method == SplitMethod.TimeSeries)
        {
            var sorted = TimeBlocks.Sorted(all, rows.Order!);
            return [.. sorted[TimeBlocks.Cut(sorted, rows.Order!, rows.Count - count)..].Order()];
        }
        return settings.Method == SplitMethod.GroupKFold
            ? GroupDealing.Sample(all, rows.Groups!, count, random)
            : Dealing.Sample(Dealing.Line(all, settings.Stratify ? rows.Classes : null, random), count);
    }

    private static int[] MakeParts(SplitSettings settings, SplitRows rows, int[] developmentRows, int repeat)
    {
        var parts = new int[rows.Count];
        Array.Fill(parts, TestRow);
        var random = RandomStream.Derive((ulong)settings.Seed, "folds", repeat);
        var classes = settings.Stratify ? rows.Classes : null;
        switch (settings.Method)
        {
            case SplitMethod.KFold:
                Dealing.IntoFolds(Dealing.Line(developmentRows, classes, random), settings.Folds, parts);
                break;
            case SplitMethod.Holdout:
                foreach (var row in developmentRows)
                    parts[row] = 1;
                var count = RowsOf(settings.HoldoutShare, developmentRows.Length);
                foreach (var row in Dealing.Sample(Dealing.Line(developmentRows, classes, random), count))
                    parts[row] = 0;
                break;
            case SplitMethod.GroupKFold:
                GroupDealing.IntoFolds(developmentRows, rows.Groups!, settings.Folds, random, parts);
                break;
            case SplitMethod.TimeSeries:
                var sorted = TimeBlocks.Sorted(developmentRows, rows.Order!);
                var cuts = TimeBlocks.Cuts(sorted, rows.Order!, settings.Folds);
                for (var i = 0; i < sorted.Length; i++)
                    parts[sorted[i]] = cuts.Count(cut => cut <= i);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settings));
        }
        return parts;
    }

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(TestRows);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            for (var fold = 0; fold < FoldsPerRepeat; fold++)
            {
                var (training, validation) = Fold(repeat, fold);
                Append(training);
                Append(validation);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(int[] rows)
        {
            var bytes = new byte[(rows.Length + 1) * sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, rows.Length);
            for (var i = 0; i < rows.Length; i++)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((i + 1) * sizeof(int)), rows[i]);
            hash.AppendData(bytes);
        }
    }
}
