using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>
/// Whole epochs against PyTorch 1.13 in double precision: schedules, warm-up, a last batch that is smaller, clipping, class weights,
/// running statistics. Parameters and rows come from formulas on both sides (TrainingLoopTests tells how); printed is the loss over all
/// rows after each epoch.
/// </summary>
internal sealed class TrainingEpochTests
{
    // y = r*r//2 % 3; w = 12/(3*torch.bincount(y)); o = torch.optim.AdamW(P, lr=.05, weight_decay=.1)
    //   for e in range(5):
    //       for u in range(3):
    //           rows = list(range(12))[5*u:5*u+5]
    //           o.param_groups[0]['lr'] = .05*((u+1)/3 if e == 0 else .5*(1+math.cos(math.pi*((e-1)*3+u)/12)))
    //           l = (F.cross_entropy(net(X[rows]), y[rows], reduction='none', label_smoothing=.1)*w[y[rows]]).mean()
    //           o.zero_grad(); l.backward(); torch.nn.utils.clip_grad_norm_(P, .5); o.step()
    //       print((F.cross_entropy(net(X), y, reduction='none', label_smoothing=.1)*w[y]).mean())
    [Test]
    public void Epoch_AdamWWithWarmUpCosineClippingAndClassWeights_FollowsPyTorch() => Follows(
        Classes.Balanced(), [1.0970558, 1.0787332, 1.0713172, 1.0690584, 1.0685105],
        ("hidden", "7-6"), ("activation", "tanh"), ("optimizer", "adamw"), ("learning_rate", 0.05), ("weight_decay", 0.1),
        ("batch_size", 5), ("epochs", 5), ("schedule", "cosine"), ("schedule_unit", "update"), ("warmup_epochs", 1), ("clip_norm", 0.5),
        ("label_smoothing", 0.1));

    // Y = [50+30*math.sin(r), 1e-3*r*r]; T = (Y-Y.mean(0))/Y.std(0, unbiased=False); bn = torch.nn.BatchNorm1d(6)
    // net = bn(F.gelu(x@W0+b0))@W1+b1; o = torch.optim.Adamax(P, lr=.1); t = 0
    //   for e in range(5): bn.train()
    //       for u in range(2):
    //           rows = list(range(12))[8*u:8*u+8]; o.param_groups[0]['lr'] = .1*(8/32)/(1+.2*t); t += 1
    //           l = F.mse_loss(net(X[rows]), T[rows]) + .01*sum(W.abs().sum() for W in [W0, W1]); o.zero_grad(); l.backward(); o.step()
    //       bn.eval(); print(F.mse_loss(net(X), T))
    [Test]
    public void Epoch_AdaMaxOnTwoTargetsWithBatchNormalizationAndScaledRate_FollowsPyTorch() => Follows(
        Numbers, [0.9928376, 0.9745646, 0.9590462, 0.9459517, 0.9346856],
        ("hidden", "6"), ("activation", "gelu"), ("batch_norm", "after"), ("optimizer", "adamax"), ("learning_rate", 0.1),
        ("batch_size", 8),
        ("schedule", "inverse_time"), ("schedule_decay", 0.2), ("schedule_unit", "update"), ("batch_scaling", "linear"), ("l1", 0.01));

    // V = zeros; for e in range(6): lr = .1*.5**(e//2)
    //     for u in range(3): rows = list(range(12))[5*u:5*u+5]; h = F.leaky_relu(X[rows]@W0+b0)
    //         l = 3*F.multi_margin_loss(h@W1+b1, y[rows]) + .02*h.abs().sum()/len(rows)
    //         for p, v, d in zip(P, V, torch.autograd.grad(l, P)): d = d.clamp(-.05, .05); v.mul_(.9).sub_(lr*d); p.add_(.9*v-lr*d)
    //     print(3*F.multi_margin_loss(F.leaky_relu(X@W0+b0)@W1+b1, y))
    [Test]
    public void Epoch_NesterovOnHingeWithStepsClippedValuesAndActivityPenalty_FollowsPyTorch() => Follows(
        Classes, [1.9373171, 1.8354645, 1.7288501, 1.6201117, 1.5331418, 1.4772812],
        ("hidden", "7"), ("activation", "leaky_relu"), ("optimizer", "nesterov"), ("learning_rate", 0.1), ("batch_size", 5),
        ("loss", "hinge"),
        ("schedule", "step"), ("schedule_every", 2), ("clip_value", 0.05), ("activity_l1", 0.02));

    private static Samples Classes => new()
    {
        Features = TrainingLoopTests.FormulaFeatures(12, 5), RowCount = 12, FeatureCount = 5,
        Classes = [.. Enumerable.Range(0, 12).Select(row => row * row / 2 % 3)], ClassCount = 3,
    };

    private static Samples Numbers => new()
    {
        Features = TrainingLoopTests.FormulaFeatures(12, 5), RowCount = 12, FeatureCount = 5, TargetCount = 2,
        Targets = [.. Enumerable.Range(0, 12).SelectMany(r => new[] { (float)(50 + 30 * Math.Sin(r)), 1e-3f * r * r })],
    };

    private static void Follows(Samples samples, double[] expected, params (string, Scalar)[] parameters)
    {
        using var loop = new TrainingLoop(Rows.Settings([.. parameters, ("shuffle", "none")]), samples, seed: 1);
        using var network = loop.Finish();
        TrainingLoopTests.SetWeightsByFormula(loop.Network);
        for (var epoch = 0; epoch < expected.Length; epoch++)
        {
            loop.Epoch(epoch, CancellationToken.None);
            Assert.That(network.Pass(samples, [], measureLoss: true), Is.EqualTo(expected[epoch]).Within(1e-5), $"epoch {epoch + 1}");
        }
    }
}
