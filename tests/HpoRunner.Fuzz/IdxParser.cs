using HpoRunner.Training.Datasets;

namespace HpoRunner.Fuzz;

/// <summary>A pair of IDX files: the images, a line <see cref="Between"/>, and the labels. What is read gives finite features alone.</summary>
internal static class IdxParser
{
    private static readonly string Images = Scratch.File("images.idx");
    private static readonly string Labels = Scratch.File("labels.idx");

    private static ReadOnlySpan<byte> Between => "\nlabels:\n"u8;

    public static string Read(byte[] input)
    {
        var middle = input.AsSpan().LastIndexOf(Between);
        File.WriteAllBytes(Images, middle < 0 ? input : input[..middle]);
        File.WriteAllBytes(Labels, middle < 0 ? [] : input[(middle + Between.Length)..]);
        return CsvParser.Read(new DatasetSettings { File = Images, Labels = Labels, Targets = ["label"] });
    }
}
