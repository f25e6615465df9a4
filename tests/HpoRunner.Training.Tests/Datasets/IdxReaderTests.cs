using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

[TestFixture]
internal sealed class IdxReaderTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("hpo-idx").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_BytesOfTwoDimensions_AreColumnsOfPixelsAndAShape()
    {
        var dataset = Read(Idx(8, [3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]), Idx(8, [3], [0, 1, 0]));
        Assert.Multiple(() =>
        {
            Assert.That(
                dataset.FeatureColumns.Select(column => column.Name),
                Is.EqualTo(new[] { "pixel_0_0", "pixel_0_1", "pixel_1_0", "pixel_1_1" }));
            Assert.That(
                Enumerable.Range(0, 3).Select(row => ((NumericColumn)dataset.FeatureColumns[3])[row]),
                Is.EqualTo(new double[] { 4, 8, 255 }));
            Assert.That(dataset.Image, Is.EqualTo(new ImageShape(2, 2, 1)));
            Assert.That(dataset.Classes.ToArray(), Is.EqualTo(new[] { 0, 1, 0 }));
            Assert.That(dataset.TargetNames, Is.EqualTo(new[] { "label" }));
        });
    }

    /// <summary>
    /// Big-endian, by Python's struct: pack('>b', -3), pack('>h', -300), pack('>i', 70000), pack('>f', 0.5), pack('>d', -1e-3).
    /// </summary>
    [TestCase(0x09, "FD", -3)]
    [TestCase(0x0B, "FED4", -300)]
    [TestCase(0x0C, "00011170", 70000)]
    [TestCase(0x0D, "3F000000", 0.5)]
    [TestCase(0x0E, "BF50624DD2F1A9FC", -1e-3)]
    public void Read_EveryType_IsBigEndian(int type, string hex, double expected)
    {
        var element = Convert.FromHexString(hex);
        var dataset = Read(Idx((byte)type, [2, 1, 1], [.. element, .. element]), Idx(8, [2], [0, 1]));
        Assert.That(((NumericColumn)dataset.FeatureColumns[0])[1], Is.EqualTo(expected));
    }

    [Test]
    public void Read_PackedByGzip_IsTheSameButForItsHash()
    {
        byte[] images = Idx(8, [2, 1, 2], [1, 2, 3, 4]), labels = Idx(8, [2], [0, 1]);
        var (plain, packed) = (Read(images, labels), Read(Packed(images), Packed(labels)));
        Assert.That(((NumericColumn)packed.FeatureColumns[1])[1], Is.EqualTo(4));
        Assert.That(packed.Hash, Is.Not.EqualTo(plain.Hash));
    }

    [Test]
    public void Hash_OneLabelChanged_Differs_Fault45()
    {
        var images = Idx(8, [3, 1, 2], [1, 2, 3, 4, 5, 6]);
        Assert.That(Read(images, Idx(8, [3], [0, 1, 0])).Hash, Is.Not.EqualTo(Read(images, Idx(8, [3], [0, 1, 1])).Hash));
    }

    private static IEnumerable<TestCaseData> Damaged()
    {
        byte[] images = Idx(8, [2, 1, 2], [1, 2, 3, 4]), labels = Idx(8, [2], [0, 1]);
        yield return new TestCaseData(Array.Empty<byte>(), labels, "images, byte 0: the file begins with nothing: it is empty")
            .SetArgDisplayNames("empty");
        yield return new TestCaseData(
            Encoding.ASCII.GetBytes("a,b\n1,2\n"), labels,
            "images, byte 0: the file begins with 61 2C 62 0A; an IDX file begins with 00 00").SetArgDisplayNames("csv");
        yield return new TestCaseData(Idx(7, [2, 1, 2], [1, 2, 3, 4]), labels, "images, byte 2: 0x07 is no type of an IDX file")
            .SetArgDisplayNames("type");
        yield return new TestCaseData(Idx(8, [], []), labels, "images, byte 3: 0 dimensions; allowed: 1 to 8")
            .SetArgDisplayNames("dimensions");
        yield return new TestCaseData(images[..9], labels, "images, byte 9: the file ends within the sizes of its 3 dimensions")
            .SetArgDisplayNames("cut in the header");
        yield return new TestCaseData(
            images[..^1], labels, "images, byte 19: the file ends here: 2 x 1 x 2 elements need 4 bytes, and 3 are there")
            .SetArgDisplayNames("cut");
        yield return new TestCaseData((byte[])[.. images, 9, 9], labels, "images, byte 20: 2 bytes too many after 2 x 1 x 2 elements")
            .SetArgDisplayNames("too long");
        yield return new TestCaseData(
            Idx(8, [0, 1, 2], []), labels, "images, byte 4: 0 x 1 x 2 elements; every dimension needs at least one")
            .SetArgDisplayNames("no rows");
        yield return new TestCaseData(Idx(0x0E, [uint.MaxValue, uint.MaxValue, uint.MaxValue], []), labels, "elements need")
            .SetArgDisplayNames("sizes beyond all numbers");
        yield return new TestCaseData(labels, labels, "images, byte 3: one dimension; images have at least rows and pixels")
            .SetArgDisplayNames("labels as images");
        yield return new TestCaseData(images, images, "labels, byte 3: 3 dimensions; labels have one")
            .SetArgDisplayNames("images as labels");
        yield return new TestCaseData(images, Idx(8, [3], [0, 1, 1]), "labels, byte 4: 3 labels, and images has 2 images")
            .SetArgDisplayNames("another count");
        yield return new TestCaseData(
            images, Idx(0x0D, [2], Convert.FromHexString("7FC000003F800000")), "labels, byte 8: the label of image 1 is no finite number")
            .SetArgDisplayNames("NaN label");
        yield return new TestCaseData(images, Idx(8, [2], [1, 1]), "labels: the target 'label' is '1' in all 2 rows")
            .SetArgDisplayNames("one class");
        yield return new TestCaseData(Packed(images)[..^10], labels, "images").SetArgDisplayNames("cut gzip");
    }

    [TestCaseSource(nameof(Damaged))]
    public void Read_Damaged_SaysWhere(byte[] images, byte[] labels, string problem) =>
        Assert.That(() => Read(images, labels), Throws.TypeOf<DatasetException>().With.Message.Contains(problem));

    [Test]
    public void Read_MissingLabels_SaysSo() => Assert.That(
        () => Dataset.Read(new DatasetSettings
        {
            File = Write("images", Idx(8, [2, 1, 2], [1, 2, 3, 4])), Labels = Path.Combine(_folder, "none"), Targets = ["label"],
        }),
        Throws.TypeOf<DatasetException>().With.Message.StartsWith("none: there is no such file"));

    [Test]
    public void Read_ImagesAlone_AreRowsToPredict()
    {
        var path = Write("images", Idx(8, [1, 2, 2], [1, 2, 3, 4]));
        Assert.That(Dataset.ReadColumnNames(path), Has.Count.EqualTo(4));
        Assert.That(Dataset.Read(new DatasetSettings { File = path, Targets = [] }).RowCount, Is.EqualTo(1));
    }

    /// <summary>The shipped pair holds what the CSV does.</summary>
    [Test]
    public void Read_ShippedDigits_AreThoseOfTheCsv()
    {
        var csv = Dataset.Read(new DatasetSettings { File = ShippedFile.Path("digits.csv"), Targets = ["target"] });
        var idx = Dataset.Read(new DatasetSettings
        {
            File = ShippedFile.Path("digits-images.idx.gz"), Labels = ShippedFile.Path("digits-labels.idx.gz"), Targets = ["label"],
        });
        Assert.That(idx.Classes.ToArray(), Is.EqualTo(csv.Classes.ToArray()));
        Assert.That(Pixels(idx), Is.EqualTo(Pixels(csv)));

        static IEnumerable<double> Pixels(Dataset dataset) =>
            from column in dataset.FeatureColumns.Cast<NumericColumn>()
            from row in Enumerable.Range(0, dataset.RowCount)
            select column[row];
    }

    private Dataset Read(byte[] images, byte[] labels) =>
        Dataset.Read(new DatasetSettings { File = Write("images", images), Labels = Write("labels", labels), Targets = ["label"] });

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Idx(byte type, uint[] sizes, byte[] elements)
    {
        var header = new byte[4 + 4 * sizes.Length];
        (header[2], header[3]) = (type, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), sizes[i]);
        return [.. header, .. elements];
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
