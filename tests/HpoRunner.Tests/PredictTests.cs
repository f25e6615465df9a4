using System.Globalization;
using System.Text.Json;

namespace HpoRunner.Tests;

/// <summary><c>hpo predict</c>: the model on disk says what the final fit said, and names what does not fit.</summary>
[Category("Process")]
internal sealed class PredictTests
{
    private const string Mixed =
        "data: {file: d.csv, target: y}\nparameters: {epochs: 2, learning_rate: [0.01, 0.1]}\nsearch: {method: grid}\n";

    [TestCase("wine", true)]
    [TestCase("diabetes", false)]
    public void Predict_TheTestRows_IsWhatTheFinalFitPredicted(string name, bool classifies)
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call("run", Path.Combine(Hpo.Experiments, name + ".yaml"), "--trials", "3").ExitCode, Is.Zero);
        var lines = File.ReadAllLines(Path.Combine(Hpo.Experiments, "data", name + ".csv"));
        var fit = BestTests.FinalFits(hpo).Single(fit => fit.Trial == Winner(hpo));
        // Another order of columns, and one too many: columns are found by name.
        var reversed = fit.Rows.Select(row => row + 1).Prepend(0)
            .Select(line => "x," + string.Join(',', lines[line].Split(',').Reverse()));
        hpo.Write("rows.csv", string.Join('\n', reversed) + "\n");
        var ended = hpo.Call("predict", "latest", "rows.csv", "-o", "out.csv");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Output, Is.Empty);
        var rows = File.ReadAllLines(Path.Combine(hpo.Folder, "out.csv")).Select(line => line.Split(',')).ToList();
        Assert.That(rows[0][..2], Is.EqualTo((string[])["row", "prediction"]));
        Assert.That(rows.Count - 1, Is.EqualTo(fit.Rows.Length));
        for (var i = 0; i < fit.Rows.Length; i++)
        {
            var cells = rows[i + 1];
            if (!classifies)
            {
                Assert.That((float)Number(cells[1]), Is.EqualTo((float)fit.Predicted[i]));
                continue;
            }
            Assert.That(cells[1], Is.EqualTo(rows[0][2 + (int)fit.Predicted[i]]["probability_".Length..]));
            Assert.That(cells[2..].Sum(Number), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void Predict_ColumnsThatAreMissing_AllNamedWithWhatWasLikelyMeant_Exit3()
    {
        using var hpo = Trained();
        hpo.Write("bad.csv", "colour,heigth\nred,1\n");
        var ended = hpo.Call("predict", "latest", "bad.csv");
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(
            ended.Error,
            Does.Contain("no column 'height'").And.Contain("did you mean 'heigth'?").And.Contain("no column 'weight'"));
        Assert.That(ended.Output, Is.Empty);
    }

    /// <summary>Thirty sentences would hide the one that matters: this is another file.</summary>
    [Test]
    public void Predict_AnotherFile_NamesAFewColumnsAndCountsTheOthers()
    {
        using var hpo = new Hpo();
        Assert.That(hpo.Call("run", Path.Combine(Hpo.Experiments, "wine.yaml"), "--trials", "1", "--progress", "none").ExitCode, Is.Zero);
        var ended = hpo.Call("predict", "latest", Path.Combine(Hpo.Experiments, "data", "iris.csv"));
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(6));
        Assert.That(ended.Error, Does.EndWith("iris.csv: 8 more of the model's 13 columns are not there\n"));
    }

    [Test]
    public void Predict_OntoItsOwnData_IsRefusedAndLeavesThem_Exit2()
    {
        using var hpo = Trained();
        var rows = hpo.Write("rows.csv", "colour,height,weight\nred,1,2\n");
        var ended = hpo.Call("predict", "latest", "rows.csv", "-o", "./rows.csv");
        Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((2, "hpo: --output ./rows.csv: these are the data themselves; name another file\n")));
        Assert.That(File.ReadAllText(rows), Is.EqualTo("colour,height,weight\nred,1,2\n"));
    }

    [Test]
    public void Predict_NumberThatIsNone_NamesItsLine_Exit3()
    {
        using var hpo = Trained();
        hpo.Write("bad.csv", "colour,height,weight\nred,1,2\nred,\"1,5\",2\n");
        var ended = hpo.Call("predict", "latest", "bad.csv");
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Error);
        Assert.That(ended.Error, Does.Contain("bad.csv:3").And.Contain("height").And.Contain("1,5"));
    }

    [Test]
    public void Predict_UnknownCategories_CountAsNoneAndAreWarnedOf()
    {
        using var hpo = Trained();
        hpo.Write("new.csv", "weight,height,colour\n2,1,violet\n2,1,violet\n2,1,umber\n2,NA,red\n");
        var ended = hpo.Call("predict", "latest", "new.csv");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        Assert.That(ended.Error, Does.Contain("column 'colour': 3 rows have categories").And.Contain("'umber', 'violet'"));
        hpo.Write("one.csv", "weight,height,colour\n2,1,violet\n");
        Assert.That(
            hpo.Call("predict", "latest", "one.csv").Error,
            Is.EqualTo("warning: column 'colour': 1 row has a category that training did not have, which counts as none: 'violet'\n"));
        var rows = ended.Output.Split('\n');
        Assert.That(rows, Has.Length.EqualTo(6));
        Assert.That(rows[2].Split(',')[1..], Is.EqualTo(rows[1].Split(',')[1..]));
        Assert.That(rows[3].Split(',')[1..], Is.EqualTo(rows[1].Split(',')[1..]));
        Assert.That(rows[4].Split(',')[1..], Is.Not.EqualTo(rows[1].Split(',')[1..]));
    }

    [Test]
    public void Predict_RunWithoutAModel_SaysWhy_Exit2()
    {
        using var hpo = Trained();
        Directory.Delete(Path.Combine(hpo.Run, "best"), recursive: true);
        hpo.Write("rows.csv", "colour,height,weight\nred,1,2\n");
        var ended = hpo.Call("predict", "latest", "rows.csv");
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Error);
        Assert.That(ended.Error, Does.Contain("no model in best/"));
    }

    [Test]
    public void Predict_DamagedModel_IsNoCrash()
    {
        using var hpo = Trained();
        var model = Path.Combine(hpo.Run, "best", "model.safetensors");
        File.WriteAllBytes(model, File.ReadAllBytes(model)[..^4]);
        hpo.Write("rows.csv", "colour,height,weight\nred,1,2\n");
        var ended = hpo.Call("predict", "latest", "rows.csv");
        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Error);
        Assert.That(ended.Error, Does.Contain("data_offsets").Or.Contain("bytes"));
    }

    /// <summary>A finished run on a small table with texts, numbers and missing cells.</summary>
    private static Hpo Trained()
    {
        var hpo = new Hpo();
        string[] colours = ["red", "green", "blue"];
        var rows = Enumerable.Range(0, 60).Select(i =>
        {
            var number = i % 7 == 0 ? "NA" : (i % 11).ToString(CultureInfo.InvariantCulture);
            return $"{colours[i % 3]},{number},{i % 5}.5,{(i % 3 == 0 ? "yes" : "no")}";
        });
        hpo.Write("d.csv", "colour,height,weight,y\n" + string.Join('\n', rows) + "\n");
        var ended = hpo.Call("run", hpo.Write("e.yaml", Mixed), "--workers", "1");
        Assert.That(ended.ExitCode, Is.Zero, ended.Error);
        return hpo;
    }

    private static int Winner(Hpo hpo)
    {
        var line = File.ReadLines(Path.Combine(hpo.Run, "journal.jsonl"))
            .First(line => line.Contains("\"winner.frozen\"", StringComparison.Ordinal));
        using var record = JsonDocument.Parse(line);
        return record.RootElement.GetProperty("trial").GetInt32();
    }

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);
}
