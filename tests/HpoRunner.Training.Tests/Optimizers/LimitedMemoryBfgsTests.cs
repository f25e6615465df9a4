using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

[TestFixture]
internal sealed class LimitedMemoryBfgsTests
{
    // Printed by NumPy in double precision for f of QuarticObjective and its gradient G, x = np.zeros(5), P = []:
    //   for k in range(5):
    //       g=G(x); q=g.copy(); a=[]
    //       for s,y in reversed(P): a.append(s@q/(s@y)); q-=a[-1]*y
    //       if P: s,y=P[-1]; q*=s@y/(y@y)
    //       for (s,y),c in zip(P,reversed(a)): q+=(c-y@q/(s@y))*s
    //       d=-q; t=1 if P else min(1,1/abs(g).sum()); lo,hi=0,np.inf
    //       while True:
    //           if f(x+t*d)>f(x)+1e-4*t*(d@g): hi=t
    //           elif d@G(x+t*d)<.9*(d@g): lo=t
    //           else: break
    //           t=2*lo if hi==np.inf else (lo+hi)/2
    //       P.append((t*d,G(x+t*d)-g)); x=x+t*d; print(x)
    [Test]
    public void Step_FiveTimes_FollowsTheFormula()
    {
        double[][] expected =
        [
            [0.03764706, -0.05647059, 0.30117647, -0.45176471, 0.15294118],
            [0.21612667, -0.31372342, 1.11515952, -1.38841765, 0.49851084],
            [0.39436762, -0.55148137, 1.59564807, -1.86971502, 0.44328776],
            [0.58534622, -0.78101880, 1.94174098, -2.02889140, 0.59430742],
            [0.69085250, -0.89010062, 2.06582165, -2.05712077, 0.47056236],
        ];
        using var optimizer = new LimitedMemoryBfgs(8);
        var objective = new QuarticObjective();
        foreach (var point in expected)
        {
            optimizer.Step(objective, 1);
            Assert.That(objective.Parameters[..5].ToArray(), Is.EqualTo(point).Within(1e-5));
        }
    }

    [Test]
    public void Step_MoreOftenThanItRemembers_ConvergesFast()
    {
        using var optimizer = new LimitedMemoryBfgs(8);
        var objective = new QuarticObjective();
        for (var step = 0; step < 25; step++)
            optimizer.Step(objective, 1);

        Assert.That(objective.Parameters[..5].ToArray(), Is.EqualTo(QuarticObjective.Minimum).Within(1e-5));
        Assert.That(objective.Evaluations, Is.LessThan(80));
    }

    /// <summary>
    /// Softmax regression with a penalty has one minimum. scikit-learn 1.2.1:
    ///   X = np.array([[np.cos(.7*r+1.3*c*c) for c in range(5)] for r in range(30)]); y = np.array([r*r//2%3 for r in range(30)])
    ///   m = LogisticRegression(C=1/(0.1*30), tol=1e-12, max_iter=10000).fit(X, y); p = m.predict_proba(X)
    ///   print(log_loss(y, p), p[0], p[7])
    /// </summary>
    [Test]
    public void Train_SoftmaxRegression_FindsTheMinimumOfScikitLearn()
    {
        var samples = new Datasets.Samples
        {
            Features = [.. Enumerable.Range(0, 150).Select(i => (float)Math.Cos(0.7 * (i / 5) + 1.3 * (i % 5) * (i % 5)))],
            RowCount = 30, FeatureCount = 5, Classes = [.. Enumerable.Range(0, 30).Select(row => row * row / 2 % 3)], ClassCount = 3,
        };
        var settings = Rows.Settings(("optimizer", "lbfgs"), ("hidden", "none"), ("l2", 0.1), ("epochs", 40));
        using var outcome = Trainer.Train(settings, samples, null, ["train_loss"], 1, null, CancellationToken.None);
        var probabilities = new float[90];
        outcome.Network!.Predict(samples, probabilities);

        Assert.That(outcome.Metrics[0], Is.EqualTo(1.0021339296737972).Within(2e-5));
        Assert.That(probabilities[..3], Is.EqualTo(new[] { 0.48826017, 0.17356114, 0.33817869 }).Within(1e-4));
        Assert.That(probabilities[21..24], Is.EqualTo(new[] { 0.58089243, 0.13462563, 0.28448194 }).Within(1e-4));
    }
}
