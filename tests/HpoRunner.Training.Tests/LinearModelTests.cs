using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training;

/// <summary>
/// Networks without hidden layers against the models they are: least squares, ridge regression and the support vector machine. Softmax
/// regression stands in LimitedMemoryBfgsTests.
/// </summary>
internal sealed class LinearModelTests
{
    private const int RowCount = 30;
    private const int Columns = 4;

    // scikit-learn 1.2.1 and numpy 1.24.2:
    //   X = np.array([[np.cos((.7+.3*c)*r) for c in range(4)] for r in range(30)]); y = np.array([50+30*np.sin(r)+r for r in range(30)])
    private static readonly float[] Features =
        [.. Enumerable.Range(0, RowCount * Columns).Select(i => (float)Math.Cos((0.7 + 0.3 * (i % Columns)) * (i / Columns)))];

    private static readonly Samples Numbers = new()
    {
        Features = Features, RowCount = RowCount, FeatureCount = Columns, TargetCount = 1,
        Targets = [.. Enumerable.Range(0, RowCount).Select(row => (float)(50 + 30 * Math.Sin(row) + row))],
    };

    // A = np.c_[X, np.ones(30)]; w = np.linalg.inv(A.T@A)@A.T@y; print((A@w)[:4], np.sqrt(((A@w-y)**2).mean()))
    // p = Ridge(alpha=30*.2/2).fit(X, (y-y.mean())/y.std()).predict(X)*y.std()+y.mean(); print(p[:4], np.sqrt(((p-y)**2).mean()))
    [TestCase(0, new[] { 64.1509135, 68.6341365, 73.3344823, 67.1081825 }, 21.258367614442985)]
    [TestCase(0.2, new[] { 64.3570719, 68.1447232, 72.1292363, 66.9137219 }, 21.283883140499576)]
    public void Train_LeastSquares_FindsTheClosedForm(double l2, double[] predictions, double rmse)
    {
        using var outcome = Train(Numbers, "train_rmse", ("l2", l2));

        Assert.That(Predict(outcome, Numbers)[..4], Is.EqualTo(predictions).Within(0.01));
        Assert.That(outcome.Metrics[0], Is.EqualTo(rmse).Within(1e-4));
    }

    [Test]
    public void Train_LeastSquares_LeavesResidualsAcrossAllFeatures()
    {
        // The normal equations themselves, Xᵀ(y − ŷ) = 0 for every column and for the constant.
        using var outcome = Train(Numbers, "train_rmse");
        var predicted = Predict(outcome, Numbers);
        double Residual(int row) => Numbers.Targets[row] - predicted[row];

        for (var column = 0; column < Columns; column++)
            Assert.That(
                Enumerable.Range(0, RowCount).Sum(row => Residual(row) * Features[row * Columns + column]), Is.EqualTo(0).Within(0.02));
        Assert.That(Enumerable.Range(0, RowCount).Sum(Residual), Is.EqualTo(0).Within(0.02));
    }

    // The hinge of two outputs depends on d = z₁ − z₀ alone, and λ/2 (‖w₀‖² + ‖w₁‖²) is least at λ/4 ‖w₁ − w₀‖²: C = 2/(λ · rows).
    //   t = np.array([int(X[r,0]+X[r,2]+np.sin(2*r)>0) for r in range(30)])
    //   d = SVC(kernel='linear', C=2/(.1*30), tol=1e-10).fit(X, t).decision_function(X); print(np.maximum(0, 1-(2*t-1)*d).mean(), d[:4])
    [Test]
    public void Train_Hinge_IsTheSupportVectorMachineOfScikitLearn()
    {
        var samples = new Samples
        {
            Features = Features, RowCount = RowCount, FeatureCount = Columns, ClassCount = 2,
            Classes = [.. Enumerable.Range(0, RowCount)
                .Select(row => Features[row * Columns] + Features[row * Columns + 2] + Math.Sin(2 * row) > 0 ? 1 : 0)],
        };
        using var outcome = Train(samples, "train_loss", ("loss", "hinge"), ("l2", 0.1));
        var shares = Predict(outcome, samples);

        Assert.That(outcome.Metrics[0], Is.EqualTo(0.6558315500665785).Within(2e-3));
        for (var row = 0; row < 4; row++)
            Assert.That(
                Math.Log(shares[2 * row + 1] / shares[2 * row]),
                Is.EqualTo(new[] { 2.040276, 0.9487507, -0.7995018, -1.0000001 }[row]).Within(0.01));
    }

    private static TrainingOutcome Train(Samples samples, string metric, params (string, Scalar)[] parameters) => Trainer.Train(
        Rows.Settings([("hidden", "none"), ("optimizer", "lbfgs"), ("epochs", 300), .. parameters]),
        samples, null, [metric], 1, null, CancellationToken.None);

    private static float[] Predict(TrainingOutcome outcome, Samples samples)
    {
        var outputs = new float[RowCount * Math.Max(1, samples.ClassCount)];
        outcome.Network!.Predict(samples, outputs);
        return outputs;
    }
}
