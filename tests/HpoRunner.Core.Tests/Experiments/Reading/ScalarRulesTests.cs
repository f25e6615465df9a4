namespace HpoRunner.Experiments.Reading;

/// <summary>What is read as a number, a boolean or nothing: YAML 1.2's core schema, strictly.</summary>
internal sealed class ScalarRulesTests
{
    [TestCase("seed: 010", "2:7: seed: 010 is not a number in YAML 1.2; write 10 or \"010\"")]
    [TestCase("seed: 1_000", "2:7: seed: 1_000 is not a number in YAML 1.2; write 1000 or \"1_000\"")]
    [TestCase("seed: 0x1F", "2:7: seed: 0x1F is not a number in YAML 1.2; write 31 or \"0x1F\"")]
    [TestCase("seed: 0o17", "2:7: seed: 0o17 is not a number in YAML 1.2; write 15 or \"0o17\"")]
    [TestCase("seed: 12:30", "2:7: seed: 12:30 is not a number in YAML 1.2; write it without colons, or \"12:30\" for the text")]
    [TestCase("seed: .inf", "2:7: seed: .inf is not a finite number")]
    [TestCase("seed: -.inf", "2:7: seed: -.inf is not a finite number")]
    [TestCase("seed: .nan", "2:7: seed: .nan is not a finite number")]
    [TestCase("seed: 1e999", "2:7: seed: 1e999 is too large for a number")]
    [TestCase("seed: 1,5", "2:7: seed: 1,5 has a decimal comma; write 1.5")]
    [TestCase("seed: \"7\"", "2:7: seed: \"7\" is text; write 7 without quotes")]
    [TestCase("seed: abc", "2:7: seed: abc is not a number")]
    [TestCase("seed: [1]", "2:7: seed: got a list; allowed: a number")]
    [TestCase("seed:", "2:1: seed: the value is blank; write a value, or leave the key out")]
    [TestCase("seed: ~", "2:7: seed: ~ means no value; leave the key out, or write \"~\" for the text")]
    [TestCase("seed: null", "2:7: seed: null means no value; leave the key out, or write \"null\" for the text")]
    [TestCase("seed: -1", "2:7: seed: -1 is not allowed; seed is a whole number from 0 to 9007199254740991")]
    [TestCase("seed: 1.5", "2:7: seed: 1.5 is not allowed; seed is a whole number from 0 to 9007199254740991")]
    [TestCase("seed: 9007199254740993e5",
        "2:7: seed: 9.007199254740993e+20 is not allowed; seed is a whole number from 0 to 9007199254740991")]
    [TestCase("parameters: {l2: 1,5}", "2:18: parameters.l2: 1,5 reads as two entries here; write 1.5 (a decimal point, not a comma)")]
    [TestCase("parameters: {learning_rate: {min: 0,001, max: 0.1}}",
        "2:35: parameters.learning_rate.min: 0,001 reads as two entries here; write 0.001 (a decimal point, not a comma)")]
    [TestCase("parameters: {learning_rate: {min: 1,5, max: 3.0}}",
        "2:35: parameters.learning_rate.min: 1,5 reads as two entries here; write 1.5 (a decimal point, not a comma)")]
    [TestCase("parameters:\n  l2: 1,5", "3:7: parameters.l2: 1,5 has a decimal comma; write 1.5")]
    [TestCase("validation: {stratify: yes}", "2:24: validation.stratify: yes is not a boolean; write true")]
    [TestCase("validation: {stratify: False}", "2:24: validation.stratify: False is not a boolean; write false")]
    [TestCase("validation: {stratify: \"true\"}", "2:24: validation.stratify: \"true\" is not a boolean; write true")]
    [TestCase("validation: {stratify: 1}", "2:24: validation.stratify: 1 is not a boolean; allowed: true, false")]
    [TestCase("parameters:\n  batch_size: [16, 010]",
        "3:20: parameters.batch_size[1]: 010 is not a number in YAML 1.2; write 10 or \"010\"")]
    [TestCase("parameters: {batch_size: [\"16\", .nan, 12:30, full]}",
        "2:27: parameters.batch_size[0]: \"16\" is text; write 16 without quotes",
        "2:33: parameters.batch_size[1]: .nan is not a finite number",
        "2:39: parameters.batch_size[2]: 12:30 is not a number in YAML 1.2; write it without colons, or \"12:30\" for the text")]
    public void G6_ScalarThatIsNoNumber_IsToldWithWhatToWrite_Fault56_57_61(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
