namespace HpoRunner.Experiments.Reading;

/// <summary>What YAML allows and an experiment file does not; and what is no YAML, in plain words.</summary>
internal sealed class YamlStrictnessTests
{
    [TestCase("seed: 1\nseed: 2", "3:1: seed: is here twice; it is also on line 2")]
    [TestCase("data: {}", "2:1: data: is here twice; it is also on line 1")]
    [TestCase("seed: &a 1", "2:7: seed: the anchor &a is not allowed; write the value out")]
    [TestCase("seed: *a", "2:7: seed: the alias *a is not allowed; write the value again")]
    [TestCase("seed: !!int 1", "2:7: seed: the tag !!int is not allowed; values are numbers, texts, true and false")]
    [TestCase("seed: !foo 1", "2:7: seed: the tag !foo is not allowed; values are numbers, texts, true and false")]
    [TestCase("seed: ! 1", "2:7: seed: the tag ! is not allowed; values are numbers, texts, true and false")]
    [TestCase("<<: {seed: 1}",
        "2:1: <<: unknown key; allowed here: name, description, seed, trainer, data, preprocessing, validation, metric, metrics, "
        + "measurements, search, parameters, constraints, points, budget, workers, final, report, durability")]
    [TestCase("? [a, b]\n: 1", "2:3: got a list for a key; allowed: a text")]
    [TestCase("? {a: b}\n: 1\nseed: x", "2:3: got a mapping for a key; allowed: a text", "4:7: seed: x is not a number")]
    [TestCase("seed: {1: 2, 1: 3}", "2:7: seed: got a mapping; allowed: a number", "2:14: seed.1: is here twice; it is also on line 2")]
    [TestCase("\tseed: 1", "2:1: a tab is not allowed; indent and separate with blanks")]
    [TestCase("budget:\n\ttrials: 1", "3:1: a tab is not allowed; indent and separate with blanks")]
    [TestCase("name: a\t# comment\nsed: 1",
        "2:8: a tab is not allowed; indent and separate with blanks",
        "3:1: sed: unknown key; did you mean seed?")]
    [TestCase("---\nseed: 1", "2:1: a second document begins here; an experiment file is one document")]
    [TestCase("!%YAML 1.1\n---\ndata: {file: a.csv, target: y}", "1:1: a % directive is not allowed")]
    [TestCase("!%TAG ! tag:x,2000:\n---\ndata: {file: a.csv, target: y}", "1:1: a % directive is not allowed")]
    [TestCase("!", "1:1: the file is empty; it needs at least data.file and data.target")]
    [TestCase("!# only a comment", "1:1: the file is empty; it needs at least data.file and data.target")]
    [TestCase("!- a\n- b", "1:1: got a list; an experiment file is a mapping with at least data.file and data.target")]
    [TestCase("!text", "1:1: got text; an experiment file is a mapping with at least data.file and data.target")]
    [TestCase("!data: {file: a.csv, target: y", "1:7: the { that opens here is never closed; its } is missing")]
    [TestCase("!data: {file: a.csv, target: \"y}", "1:29: a quote that begins here is never closed")]
    [TestCase("!data:\n  file: a.csv\n   target: y",
        "3:10: a second colon in one value: is this line indented too far, or does a text with a colon and a blank lack its quotes?")]
    [TestCase("!data:\n  file: a.csv\n target: y",
        "3:2: this line does not fit: is its indentation the same as its neighbours', or is a quote or bracket open, or one too many?")]
    [TestCase("!data:\nfile: a: b",
        "1:1: data: the value is blank; write a value, or leave the key out",
        "2:8: a second colon in one value: is this line indented too far, or does a text with a colon and a blank lack its quotes?")]
    [TestCase("!data: [a, b\nc: d", "1:7: the [ that opens here is never closed; its ] is missing")]
    [TestCase("parameters:\n  hidden: \"64\n  epochs: 3", "3:11: a quote that begins here is not closed on its line")]
    [TestCase("parameters:\n  init: [zeros, ones\n  epochs: 3", "3:9: the [ that opens here is never closed; its ] is missing")]
    [TestCase(
        "parameters:\n  l2: {min: 0.1, max: 1 # {\n  init: [\"a]\", ones]", "3:7: the { that opens here is never closed; its } is missing")]
    [TestCase("points: [{l2: 1}, {l2: [1, 2}]", "2:24: the [ that opens here meets a } on line 2, column 29, before its ]")]
    [TestCase("!data: @a", "1:7: a text that begins with this character needs quotes")]
    [TestCase("!data: \"a\\qb\"", "1:7: a backslash in double quotes that means nothing; use single quotes for texts with backslashes")]
    [TestCase("!data: {file: a.csv, target: y}}",
        "1:31: a } that nothing opens")]
    [TestCase("!data: {file: a.csv target: y}", "1:26: a mapping in braces that is not closed: a comma or } is missing here or above")]
    [TestCase("!&x [*x, *x]",
        "1:1: the anchor &x is not allowed; write the value out",
        "1:1: got a list; an experiment file is a mapping with at least data.file and data.target",
        "1:5: [0]: the alias *x is not allowed; write the value again",
        "1:9: [1]: the alias *x is not allowed; write the value again")]
    [TestCase("!data: {file: \"a\\0.csv\", target: y}", "1:14: data.file: \"a\\u0000.csv\" contains a control character")]
    [TestCase("!data: {file: a.csv, target: \"\\x1b[31m\"}", "1:29: data.target: \"\\u001b[31m\" contains a control character")]
    [TestCase("name: [", "2:7: the [ that opens here is never closed; its ] is missing")]
    [TestCase(
        "name: \"a\\u202eb\"",
        "2:7: name: \"a\\u202eb\" is not allowed; a name is a letter or digit, then up to 63 letters, digits, dots, dashes and underscores"
    )]
    public void Fault57_59_60_YamlThatIsRefused_IsToldWithItsPlace(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
