using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner;

internal sealed class ProposalsTests
{
    private static readonly Parameter Size = new("batch_size", new ChoiceDomain([16, 32], null), 32, []);

    [Test]
    public void Next_BaselinePointsAndGrid_ComeInThisOrderAndNoneTwice()
    {
        var experiment = Small() with { Points = [Sized(16)] };
        Assert.That(
            All(new Proposals(experiment)).Select(proposal => (proposal.Trial, proposal.Origin, proposal.Parameters["batch_size"])),
            Is.EqualTo(new (int, TrialOrigin, Training.Scalar?)[] { (0, TrialOrigin.Baseline, 32), (1, TrialOrigin.Point, 16) }));
    }

    [Test]
    public void Next_NothingLeft_IsExhaustedAndSaysSoOnce()
    {
        var proposals = new Proposals(Small());
        Assert.That(proposals.AreExhausted, Is.False);
        All(proposals);
        Assert.That(proposals.AreExhausted, Is.True);
        Assert.That(proposals.Next(2, _ => false), Is.Null);
    }

    [Test]
    public void Next_BrokenConstraint_IsProposedWithIt()
    {
        var constraint = new Constraint("batch_size", "<", 20, LeftIsParameter: true, RightIsParameter: false);
        var proposals = All(new Proposals(Small() with { Constraints = [constraint] }));
        Assert.That(proposals.Select(proposal => proposal.Infeasible), Is.EqualTo(new[] { "batch_size < 20", null }));
    }

    [Test]
    public void Next_AfterAResume_GoesOnBehindWhatWasSearched()
    {
        var experiment = Small() with
        {
            Parameters = [Size with { Domain = new ChoiceDomain([16, 32, 64, 128], null) }],
        };
        var taken = new HashSet<Configuration> { experiment.Baseline };
        var next = new Proposals(experiment, searchedBefore: 2).Next(3, taken.Contains);
        Assert.That(next?.Parameters["batch_size"]?.AsNumber, Is.EqualTo(128));
    }

    private static Experiment Small() => SampleEvents.Header.Experiment with
    {
        Search = SearchMethod.Grid, Parameters = [Size], Points = [], Constraints = [],
    };

    private static Configuration Sized(double size) => new([new("batch_size", size)]);

    private static List<TrialProposed> All(Proposals proposals)
    {
        var found = new List<TrialProposed>();
        while (proposals.Next(found.Count, configuration => found.Exists(other => other.Parameters.Equals(configuration))) is { } next)
            found.Add(next);
        return found;
    }
}
