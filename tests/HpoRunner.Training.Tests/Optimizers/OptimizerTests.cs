using HpoRunner.Training.Numerics;
using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

[TestFixture]
internal sealed class OptimizerTests
{
    private const int Steps = 5;

    // Printed by PyTorch 1.13 in double precision, for the gradients of Gradient below:
    //   p = torch.tensor([1.0,-2.0,0.5,3.0], requires_grad=True); o = make([p])
    //   for t in range(5):
    //       p.grad = torch.stack([torch.sin(p[0])+0.1*t, 2*p[1], p[2]**3-1, 0*p[3]]).detach(); o.step(); print(p.tolist())
    private static IEnumerable<TestCaseData> Paths()
    {
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "adam"), ("learning_rate", 0.05)), // torch.optim.Adam([p], lr=0.05)
            new[,]
            {
                { 0.950000001, -1.950000000, 0.549999999, 3 },
                { 0.899935196, -1.900036998, 0.599922244, 3 },
                { 0.849766358, -1.850136922, 0.649682213, 3 },
                { 0.799457875, -1.800326610, 0.699160291, 3 },
                { 0.748977895, -1.750633765, 0.748189917, 3 },
            }).SetName("Step_AdamWithDefaults_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "adam"), ("learning_rate", 0.1), ("beta1", 0.5), ("beta2", 0.8), ("epsilon", 0.01)),
            new[,] // torch.optim.Adam([p], lr=0.1, betas=(0.5,0.8), eps=0.01)
            {
                { 0.901174438, -1.900249377, 0.598870056, 3 },
                { 0.801805820, -1.801106462, 0.696337436, 3 },
                { 0.701791155, -1.702936785, 0.790446609, 3 },
                { 0.601181083, -1.606038744, 0.877890769, 3 },
                { 0.500128715, -1.510634067, 0.953322096, 3 },
            }).SetName("Step_AdamWithLargeEpsilon_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "sgd"), ("learning_rate", 0.1)), // torch.optim.SGD([p], lr=0.1)
            new[,]
            {
                { 0.915852902, -1.600000000, 0.587500000, 3 },
                { 0.826544663, -1.280000000, 0.667222070, 3 },
                { 0.732985158, -1.024000000, 0.737518325, 3 },
                { 0.636076045, -0.819200000, 0.797402249, 3 },
                { 0.536671699, -0.655360000, 0.846699399, 3 },
            }).SetName("Step_GradientDescent_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "momentum"), ("learning_rate", 0.1)), // torch.optim.SGD([p], lr=0.1, momentum=0.9)
            new[,]
            {
                { 0.915852902, -1.600000000, 0.587500000, 3 },
                { 0.750812274, -0.920000000, 0.745972070, 3 },
                { 0.514052422, -0.124000000, 0.947085503, 3 },
                { 0.221797560, 0.617200000, 1.143136774, 3 },
                { -0.103230166, 1.160840000, 1.270202184, 3 },
            }).SetName("Step_Momentum_FollowsPyTorch");
    }

    [TestCaseSource(nameof(Paths))]
    public void Step_FromTheStart_FollowsPyTorch(TrainerSettings settings, double[,] expected)
    {
        // The same four parameters in both vectors of eight, so that every loop runs more than once.
        float[] start = [1, -2, 0.5f, 3];
        float[] parameters = [.. start, .. start, .. start, .. start];
        var gradients = new float[parameters.Length];
        using var optimizer = OptimizerFactory.Create(settings, parameters.Length);
        for (var t = 0; t < Steps; t++)
        {
            for (var i = 0; i < parameters.Length; i++)
                gradients[i] = Gradient(i % 4, parameters[i], t);

            optimizer.Step(parameters, gradients, settings.LearningRate);

            for (var i = 0; i < parameters.Length; i++)
                Assert.That(parameters[i], Is.EqualTo(expected[t, i % 4]).Within(2e-6), $"step {t}, parameter {i}");
        }
    }

    [Test]
    public void Step_OnAQuadratic_ReachesTheMinimum([ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.Names))] string name)
    {
        var target = Rows.Normals(new RandomStream(1), 24);
        var parameters = new float[24];
        var gradients = new float[24];
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 24);
        for (var t = 0; t < 3000; t++)
        {
            for (var i = 0; i < 24; i++)
                gradients[i] = (1 + i % 3) * (parameters[i] - target[i]);
            optimizer.Step(parameters, gradients, 0.01);
        }

        Assert.That(parameters, Is.EqualTo(target).Within(1e-3));
    }

    [Test]
    public void Step_ParametersWithoutGradient_StayWhatTheyAre(
        [ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.Names))] string name, [Values(1e-300, 1e-8)] double epsilon)
    {
        var parameters = Enumerable.Repeat(0.25f, 8).ToArray();
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name), ("epsilon", epsilon)), 8);

        optimizer.Step(parameters, new float[8], 0.1);

        Assert.That(parameters, Is.All.EqualTo(0.25f));
    }

    [Test]
    public void Step_AfterGradientsEnd_LeavesNoSubnormalState([ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.Names))] string name)
    {
        var parameters = new float[8];
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name), ("beta2", 0.9)), 8);
        optimizer.Step(parameters, [.. Enumerable.Repeat(1e-3f, 8)], 0.1);

        for (var step = 0; step < 2000; step++)
            optimizer.Step(parameters, new float[8], 0.1);

        Assert.That(optimizer.State.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Step_VectorsOfAnotherLength_Throws([ValueSource(typeof(OptimizerFactory), nameof(OptimizerFactory.Names))] string name)
    {
        using var optimizer = OptimizerFactory.Create(Rows.Settings(("optimizer", name)), 8);

        Assert.That(() => optimizer.Step(new float[16], new float[16], 0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static float Gradient(int parameter, float value, int t) => parameter switch
    {
        0 => (float)(Math.Sin(value) + 0.1 * t),
        1 => 2 * value,
        2 => value * value * value - 1,
        _ => 0,
    };
}
