namespace HpoRunner.Experiments.Reading;

/// <summary>Constraints are comparisons that some configuration can satisfy.</summary>
internal sealed class ConstraintRulesTests
{
    [TestCase("constraints: beta1 < beta2", "2:14: constraints: got beta1 < beta2; allowed: a list of comparisons like [beta1 < beta2]")]
    [TestCase("constraints: [{a: b}]", "2:15: constraints[0]: got a mapping; allowed: a comparison like beta1 < beta2 or batch_size <= 64")]
    [TestCase("constraints: [beta1 < beta3]", "2:15: constraints[0]: beta3 is not among this file's parameters; did you mean beta1?")]
    [TestCase("constraints: [beta1 << beta2]",
        "2:15: constraints[0]: beta1 << beta2 is not a comparison like beta1 < beta2 or batch_size <= 64; relations: <=, >=, ==, !=, <, >")]
    [TestCase("constraints: [beta1 = beta2]",
        "2:15: constraints[0]: beta1 = beta2 is not a comparison like beta1 < beta2 or batch_size <= 64; relations: <=, >=, ==, !=, <, >")]
    [TestCase("constraints: [beta1]",
        "2:15: constraints[0]: beta1 is not a comparison like beta1 < beta2 or batch_size <= 64; relations: <=, >=, ==, !=, <, >")]
    [TestCase("constraints: [1 < 2]",
        "2:15: constraints[0]: 1 < 2 names no parameter; allowed: a comparison like beta1 < beta2 or batch_size <= 64")]
    [TestCase("constraints: [\"beta1 < 0.5 < beta2\"]",
        "2:15: constraints[0]: \"beta1 < 0.5 < beta2\" is not a comparison like beta1 < beta2 or batch_size <= 64; relations: <=, >=, "
        + "==, !=, <, >")]
    [TestCase("constraints: [init == foo]", "2:15: constraints[0]: init is never foo")]
    [TestCase("constraints: [init < zeros]", "2:15: constraints[0]: zeros is not among this file's parameters")]
    [TestCase("constraints: [zeros == init]", "2:15: constraints[0]: zeros is not among this file's parameters")]
    [TestCase("constraints: [beta1 > 2]", "2:15: constraints[0]: can never hold: beta1 is from 0.8 to 0.99, and 2 is 2")]
    [TestCase("constraints: [beta2 < 0.5]", "2:15: constraints[0]: can never hold: beta2 is from 0.9 to 0.9999, and 0.5 is 0.5")]
    [TestCase("constraints: [beta1 >= 1, beta1 == 2, 0.1 <= beta1]",
        "2:15: constraints[0]: can never hold: beta1 is from 0.8 to 0.99, and 1 is 1",
        "2:27: constraints[1]: can never hold: beta1 is from 0.8 to 0.99, and 2 is 2")]
    public void Read_ConstraintThatIsWrong_IsTold(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
