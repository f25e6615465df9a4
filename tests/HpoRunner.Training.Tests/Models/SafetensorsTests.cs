using System.Text;
using NUnit.Framework;

namespace HpoRunner.Training.Models;

internal sealed class SafetensorsTests
{
    // h={"__metadata__":{"who":"t"},"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
    //    "a":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}
    // j=json.dumps(h,separators=(',',':')).encode(); j+=b' '*(-len(j)%8)
    // base64.b64encode(struct.pack('<Q',len(j))+j+struct.pack('<d',0.1)+struct.pack('<4f',1,-2.5,0,3e-8))
    private const string FromPython =
        "kAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJ3aG8iOiJ0In0sImIiOnsiZHR5cGUiOiJGNjQiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOl"
        + "swLDhdfSwiYSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwyXSwiZGF0YV9vZmZzZXRzIjpbOCwyNF19fSAgICAgICCamZmZmZm5PwAAgD8A"
        + "ACDAAAAAAFnZADM=";

    private static readonly Safetensors Sample = new(
        [Tensor.Of("a", [2, 2], [1f, -2.5f, 0f, 3e-8f]), Tensor.Of("b", [1], [0.1])], new Dictionary<string, string> { ["who"] = "t" });

    [Test]
    public void ToBytes_IsWhatPythonWrites() =>
        Assert.That(Convert.ToBase64String(Sample.ToBytes()), Is.EqualTo(FromPython));

    [Test]
    public void Parse_WhatPythonWrote_GivesTheNumbersBack()
    {
        var model = Safetensors.Parse(Convert.FromBase64String(FromPython));
        Assert.That(model.Find("a", 2, 2).ToFloats(), Is.EqualTo((float[])[1, -2.5f, 0, 3e-8f]));
        Assert.That(model.Find("b", 1).ToDoubles(), Is.EqualTo((double[])[0.1]));
        Assert.That(model.Metadata["who"], Is.EqualTo("t"));
    }

    [Test]
    public void Find_AbsentOrOfAnotherShape_SaysSo()
    {
        Assert.That(() => Sample.Find("c", 1), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no tensor 'c'"));
        Assert.That(() => Sample.Find("a", 4), Throws.TypeOf<InvalidDataException>().With.Message.Contains("[2, 2]"));
        Assert.That(() => Sample.Find("b", 1).ToFloats(), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Parse_AnyBeginningOfAFile_IsRefused()
    {
        var whole = Sample.ToBytes();
        for (var length = 0; length < whole.Length; length++)
            Assert.That(() => Safetensors.Parse(whole.AsSpan(0, length)), Throws.TypeOf<InvalidDataException>(), $"{length} bytes");
    }

    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "do not fit")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "no gaps")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the file has 8")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}""", "of 8")]
    [TestCase("""{"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}""", "BF16")]
    [TestCase("""{"a":{"dtype":"F32"}}""", "cannot be understood")]
    [TestCase("""{"a":3}""", "cannot be understood")]
    [TestCase("[]", "cannot be understood")]
    public void Parse_HeaderThatLies_IsRefusedWithTheReason(string header, string reason)
    {
        byte[] file = [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]];
        Assert.That(() => Safetensors.Parse(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }
}
