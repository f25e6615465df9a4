using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

internal sealed class PreprocessorTests
{
    private const string Numbers = "x,y\n3.5,1\n3.5,2\n,1\n-1.25,2\n8,1\n9,2\n100.5,1\n0.1,2\nNA,1\n";
    private const string Colours = "colour,y\nred,1\nblue,2\n?,1\nred,2\ngreen,1\nviolet,2\n,1\n";

    // x = numpy.array([[3.5],[3.5],[nan],[-1.25],[8],[9],[100.5],[0.1],[nan]])
    // p = make_pipeline(SimpleImputer(strategy=impute), Scaler()).fit(x[:7]); print(p.transform(x[[0, 2, 6, 7, 8]]))   (scikit-learn 1.2.1)
    [TestCase(
        ImputeMethod.Median, ScaleMethod.Standard, -0.4436192625280596, -0.3767579861183281, 2.4388446538025863, -0.544654080213876,
        -0.3767579861183281)]
    [TestCase(
        ImputeMethod.Median, ScaleMethod.MinMax, 0.04668304668304668, 0.0687960687960688, 1, 0.013267813267813268, 0.0687960687960688)]
    [TestCase(ImputeMethod.Median, ScaleMethod.Robust, -0.45, 0, 18.95, -1.13, 0)]
    [TestCase(ImputeMethod.Median, ScaleMethod.None, 3.5, 5.75, 100.5, 0.1, 5.75)]
    [TestCase(ImputeMethod.Mean, ScaleMethod.Standard, -0.5125109783404473, 0, 2.404666424047233, -0.6147625573932113, 0)]
    [TestCase(
        ImputeMethod.Mean, ScaleMethod.MinMax, 0.04668304668304668, 0.21416871416871416, 1, 0.013267813267813268, 0.21416871416871416)]
    [TestCase(
        ImputeMethod.Mean, ScaleMethod.Robust, -0.39926062846580407, 1.11275415896488, 8.20702402957486, -0.7009242144177449,
        1.11275415896488)]
    [TestCase(
        ImputeMethod.MostFrequent, ScaleMethod.Standard, -0.43239649241044764, -0.43239649241044764, 2.438969946188026, -0.5330423263407034,
        -0.43239649241044764)]
    [TestCase(
        ImputeMethod.MostFrequent, ScaleMethod.MinMax, 0.04668304668304668, 0.04668304668304668, 1, 0.013267813267813268,
        0.04668304668304668)]
    [TestCase(ImputeMethod.MostFrequent, ScaleMethod.Robust, 0, 0, 19.4, -0.68, 0)]
    public void Transform_Numbers_AgreesWithScikitLearn(ImputeMethod impute, ScaleMethod scale, params double[] expected)
    {
        var dataset = TemporaryCsv.Read(Numbers);
        var preprocessor = Preprocessor.Fit(dataset, [0, 1, 2, 3, 4, 5, 6], new PreprocessingSettings { Impute = impute, Scale = scale });

        // The features are single precision: 1e-6 relative is its rounding.
        Assert.That(preprocessor.Transform(dataset, [0, 2, 6, 7, 8]).Features, Is.EqualTo(expected).Within(1e-6));
    }

    // d = numpy.genfromtxt('diabetes.csv', delimiter=',', names=True); x = numpy.c_[d['bmi'], d['s6'], d['sex']]
    // t = numpy.arange(0, 442, 3)
    // s = StandardScaler().fit(x[t]); print(s.mean_, s.scale_)   and   s = RobustScaler().fit(x[t]); print(s.center_, s.scale_)
    [TestCase(ScaleMethod.Standard, "bmi", 26.60135135135135, 4.1788719945485875)]
    [TestCase(ScaleMethod.Standard, "s6", 91.54729729729729, 10.93552014325365)]
    [TestCase(ScaleMethod.Standard, "sex", 1.4527027027027026, 0.49775793883008107)]
    [TestCase(ScaleMethod.Robust, "bmi", 26.0, 6.100000000000001)]
    [TestCase(ScaleMethod.Robust, "s6", 91.0, 15.0)]
    [TestCase(ScaleMethod.Robust, "sex", 1.0, 1.0)]
    public void Fit_ShippedFile_AgreesWithScikitLearn(ScaleMethod scale, string name, double centre, double width)
    {
        var dataset = Dataset.Read(new DatasetSettings { File = ShippedFile.Path("diabetes.csv"), Targets = ["target"] });
        int[] rows = [.. Enumerable.Range(0, 442).Where(row => row % 3 == 0)];
        var fitted = (FittedNumbers)
            Preprocessor.Fit(dataset, rows, new PreprocessingSettings { Scale = scale }).Columns.Single(column => column.Name == name);
        Assert.That(fitted.Centre, Is.EqualTo(centre).Within(1e-12));
        Assert.That(fitted.Scale, Is.EqualTo(width).Within(1e-12));
    }

    // d = numpy.array([['red'],['blue'],['?'],['red'],['green'],['violet'],['?']], dtype=object)
    // p = make_pipeline(SimpleImputer(missing_values='?', strategy='most_frequent'), OneHotEncoder(handle_unknown='ignore')).fit(d[:5]);
    // p.transform(d)
    [TestCase(ImputeMethod.MostFrequent)]
    [TestCase(ImputeMethod.Median)]
    [TestCase(ImputeMethod.Mean)]
    public void Transform_Categories_AgreesWithScikitLearn(ImputeMethod impute)
    {
        var dataset = TemporaryCsv.Read(Colours);
        var preprocessor = Preprocessor.Fit(dataset, [0, 1, 2, 3, 4], new PreprocessingSettings { Impute = impute });
        Assert.That(preprocessor.FeatureNames, Is.EqualTo(new[] { "colour=blue", "colour=green", "colour=red" }));
        Assert.That(
            preprocessor.Transform(dataset, [0, 1, 2, 3, 4, 5, 6]).Features,
            Is.EqualTo(new float[] { 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1 }));
    }

    [Test]
    public void Fit_EquallyFrequentCategories_FillsWithTheFirstInOrder()
    {
        var dataset = TemporaryCsv.Read("c,y\nb,1\na,2\n,3\n");
        Assert.That(((FittedCategories)Preprocessor.Fit(dataset, [0, 1, 2], new PreprocessingSettings()).Columns[0]).Fill, Is.EqualTo("a"));
    }

    [Test]
    public void Fit_ImputeError_NamesTheFirstLineOfEachColumn()
    {
        var dataset = TemporaryCsv.Read("a,b,y\n1,x,1\n,x,2\n3,?,2\nNA,x,1\n");
        var settings = new PreprocessingSettings { Impute = ImputeMethod.Error };
        string[] expected =
        [
            "data.csv:3: column 'a': a value is missing here and in 1 more row, and preprocessing.impute is error",
            "data.csv:4: column 'b': a value is missing, and preprocessing.impute is error",
        ];
        Assert.That(Preprocessor.FindProblems(dataset, settings).Select(problem => problem.ToString()), Is.EqualTo(expected));
        Assert.That(
            () => Preprocessor.Fit(dataset, [0, 1, 2, 3], settings),
            Throws.TypeOf<DatasetException>().With.Message.EqualTo(string.Join('\n', expected)));
        Assert.That(Preprocessor.FindProblems(dataset, new PreprocessingSettings()), Is.Empty);
    }

    [Test]
    public void Transform_ConstantColumn_IsZeros([Values] ScaleMethod scale)
    {
        var dataset = TemporaryCsv.Read("a,y\n0.1,1\n0.1,2\n0.1,2\n0.4,1\n");
        var features = Preprocessor
            .Fit(dataset, [0, 1, 2], new PreprocessingSettings { Scale = scale })
            .Transform(dataset, [0, 1, 3])
            .Features;
        var expected = scale == ScaleMethod.None ? new[] { 0.1f, 0.1f, 0.4f } : [0, 0, 0.3f];
        Assert.That(features, Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void Transform_ColumnMissingInAllTrainingRows_IsFinite()
    {
        var dataset = TemporaryCsv.Read("a,c,y\n,,1\n,,2\n5,x,2\n");
        var preprocessor = Preprocessor.Fit(dataset, [0, 1], new PreprocessingSettings());
        Assert.That(preprocessor.Transform(dataset, [0, 2]).Features, Is.EqualTo(new float[] { 0, 5 }));
        Assert.That(preprocessor.FeatureNames, Is.EqualTo(new[] { "a" }));
    }

    // A time stamp in seconds: single precision would round it to multiples of 128 before the mean is taken off.
    [Test]
    public void Transform_LargeOffsets_KeepTheirDifferences()
    {
        var dataset = TemporaryCsv.Read("t,y\n1700000001,1\n1700000002,2\n1700000003,1\n");
        var features = Preprocessor.Fit(dataset, [0, 1, 2], new PreprocessingSettings()).Transform(dataset, [0, 1, 2]).Features;
        Assert.That(features, Is.EqualTo(new[] { -Math.Sqrt(1.5), 0, Math.Sqrt(1.5) }).Within(1e-6));
    }

    [Test]
    public void Transform_Rows_CarryTheirTargets()
    {
        var classes = TemporaryCsv.Read("a,y\n1,p\n2,q\n3,p\n4,r\n");
        var samples = Preprocessor.Fit(classes, [0, 1], new PreprocessingSettings()).Transform(classes, [2, 1]);
        Assert.That((samples.RowCount, samples.FeatureCount, samples.ClassCount, samples.TargetCount), Is.EqualTo((2, 1, 3, 0)));
        Assert.That(samples.Classes, Is.EqualTo(new[] { 0, 1 }));
        var numbers = TemporaryCsv.Read("u,a,v\n1,2,3\n4,5,6\n7,8,9.5\n", "u", settings => settings with { Targets = ["v", "u"] });
        samples = Preprocessor.Fit(numbers, [0, 1], new PreprocessingSettings()).Transform(numbers, [2, 0]);
        Assert.That(samples.Targets, Is.EqualTo(new[] { 9.5f, 7, 3, 1 }));
        Assert.That((samples.ClassCount, samples.TargetCount), Is.EqualTo((0, 2)));
    }

    [Test]
    public void FitAndTransform_DroppedRow_IsRefused()
    {
        var dataset = TemporaryCsv.Read("a,y\n1,p\n2,q\n3,p\n").WithoutRows([1]);
        Assert.That(() => Preprocessor.Fit(dataset, [0, 1], new PreprocessingSettings()), Throws.InvalidOperationException);
        var preprocessor = Preprocessor.Fit(dataset, [0, 2], new PreprocessingSettings());
        Assert.That(() => preprocessor.Transform(dataset, [1]), Throws.InvalidOperationException);
    }

    [Test]
    public void Transform_FileWithAnotherColumnOrder_FindsColumnsByName()
    {
        var dataset = TemporaryCsv.Read("a,c,y\n1,u,p\n3,v,q\n");
        var other = TemporaryCsv.Read("y,c,extra,a\np,v,9,3\nq,u,9,5\n");
        var preprocessor = new Preprocessor(Preprocessor.Fit(dataset, [0, 1], new PreprocessingSettings()).Columns);
        Assert.That(preprocessor.Transform(other, [0, 1]).Features, Is.EqualTo(new float[] { 1, 0, 1, 3, 1, 0 }));
    }

    [Test]
    public void Transform_FileWithoutAFittedColumn_SaysWhich()
    {
        var preprocessor = new Preprocessor([new FittedNumbers("a", 0, 0, 1)]);
        Assert.That(
            () => preprocessor.Transform(TemporaryCsv.Read("b,y\n1,2\n3,4\n"), [0]),
            Throws.TypeOf<DatasetException>().With.Message.Contains("no numeric column 'a'"));
    }

    // Fitted on the training rows alone: whatever stands in the others, the fitted numbers stay.
    [Test]
    public void Fit_OtherRowsGarbled_StaysTheSame() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll<int>(seed =>
    {
        var random = new Numerics.RandomStream((ulong)seed);
        string Row() => $"{random.NextNormal():R},{(char)('a' + random.NextInt(4))},{random.NextInt(3)}\n";
        var training = "a,c,y\n" + string.Concat(Enumerable.Range(0, 12).Select(_ => Row())) + "0,a,0\n0,a,1\n";
        int[] rows = [.. Enumerable.Range(0, 14)];
        var one = Preprocessor.Fit(TemporaryCsv.Read(training + Row() + Row()), rows, new PreprocessingSettings());
        var other = Preprocessor.Fit(TemporaryCsv.Read(training + "1e30,zzz,2\n-5,0a,1\n"), rows, new PreprocessingSettings());
        return one.Columns[0].Equals(other.Columns[0]) && one.FeatureNames.SequenceEqual(other.FeatureNames);
    }));

    // More rows than one block of the transformation, in an order of their own.
    [Test]
    public void Transform_ManyRows_WritesEachInItsPlace()
    {
        var dataset = TemporaryCsv.Read("a,c,y\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},k{i % 3},{i % 2}\n")));
        var preprocessor = Preprocessor.Fit(dataset, [.. Enumerable.Range(0, 300)], new PreprocessingSettings { Scale = ScaleMethod.None });
        int[] rows = [.. Enumerable.Range(0, 300).Select(i => i * 77 % 300)];
        var samples = preprocessor.Transform(dataset, rows);
        for (var i = 0; i < rows.Length; i++)
        {
            var expected = new float[4];
            expected[0] = rows[i];
            expected[1 + rows[i] % 3] = 1;
            Assert.That(samples.Features[(i * 4)..(i * 4 + 4)], Is.EqualTo(expected));
        }
    }
}
