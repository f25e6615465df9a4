using NUnit.Framework;

namespace HpoRunner.Training.Optimizers;

/// <summary>The first five steps of every optimizer on the same gradients.</summary>
[TestFixture]
internal sealed class OptimizerPathTests
{
    private const int Steps = 5;

    // Printed by PyTorch 1.13 in double precision, for the gradients of Gradient below:
    //   p = torch.tensor([1.0,-2.0,0.5,3.0], requires_grad=True); o = make([p])
    //   for t in range(5):
    //       p.grad = torch.stack([torch.sin(p[0])+0.1*t, 2*p[1], p[2]**3-1, 0*p[3]]).detach(); o.step(); print(p.tolist())
    private static IEnumerable<TestCaseData> PathsOfPyTorch()
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
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "nesterov"), ("learning_rate", 0.1)), // SGD([p], lr=0.1, momentum=0.9, nesterov=True)
            new[,]
            {
                { 0.840120513, -1.240000000, 0.666250000, 3 },
                { 0.611463888, -0.444800000, 0.870934193, 3 },
                { 0.334625369, 0.216704000, 1.056247620, 3 },
                { 0.035737792, 0.649646080, 1.158587776, 3 },
                { -0.259492382, 0.831435162, 1.161262621, 3 },
            }).SetName("Step_Nesterov_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "adagrad"), ("learning_rate", 0.1)), // Adagrad([p], lr=0.1, eps=1e-7)
            new[,]
            {
                { 0.900000012, -1.900000002, 0.599999989, 3 },
                { 0.827594709, -1.831125058, 0.666731702, 3 },
                { 0.766710960, -1.775821519, 0.718111714, 3 },
                { 0.712436455, -1.728557043, 0.759888030, 3 },
                { 0.662559099, -1.686761604, 0.794781834, 3 },
            }).SetName("Step_AdaGrad_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "rprop"), ("learning_rate", 0.1)), // Rprop([p], lr=0.1)
            new[,]
            {
                { 0.900000000, -1.900000000, 0.600000000, 3 },
                { 0.780000000, -1.780000000, 0.720000000, 3 },
                { 0.636000000, -1.636000000, 0.864000000, 3 },
                { 0.463200000, -1.463200000, 1.036800000, 3 },
                { 0.255840000, -1.255840000, 1.036800000, 3 },
            }).SetName("Step_Rprop_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "adadelta")), // Adadelta([p], lr=1, rho=0.95, eps=1e-6)
            new[,]
            {
                { 0.995527927, -1.995527867, 0.504472078, 3 },
                { 0.990764507, -1.991003704, 0.508992567, 3 },
                { 0.985667704, -1.986447747, 0.513539701, 3 },
                { 0.980221875, -1.981870077, 0.518102431, 3 },
                { 0.974420306, -1.977276730, 0.522673989, 3 },
            }).SetName("Step_AdaDelta_FollowsPyTorch");
        yield return new TestCaseData(
            // Adadelta([p], lr=2, rho=0.8, eps=1e-2)
            Rows.Settings(("optimizer", "adadelta"), ("learning_rate", 2), ("rho", 0.8), ("epsilon", 0.01)),
            new[,]
            {
                { 0.567786320, -1.553483542, 0.933289122, 3 },
                { 0.175657534, -1.139573866, 1.072772442, 3 },
                { -0.094402494, -0.794877486, 0.892076399, 3 },
                { -0.256783906, -0.530533955, 1.120791956, 3 },
                { -0.378129800, -0.340712531, 0.806150161, 3 },
            }).SetName("Step_AdaDeltaWithLargeEpsilon_FollowsPyTorch");
        yield return new TestCaseData(
            // Adam([p], lr=0.1, betas=(0.5, 0.6), amsgrad=True)
            Rows.Settings(("optimizer", "amsgrad"), ("learning_rate", 0.1), ("beta1", 0.5), ("beta2", 0.6)),
            new[,]
            {
                { 0.900000001, -1.900000000, 0.599999999, 3 },
                { 0.799826312, -1.800246190, 0.699392539, 3 },
                { 0.699453845, -1.700875185, 0.797177653, 3 },
                { 0.598916465, -1.601981901, 0.882659405, 3 },
                { 0.498281086, -1.505277211, 0.948819007, 3 },
            }).SetName("Step_AmsGrad_FollowsPyTorch");
        yield return new TestCaseData(
            // Adamax([p], lr=0.1, betas=(0.8, 0.9))
            Rows.Settings(("optimizer", "adamax"), ("learning_rate", 0.1), ("beta1", 0.8), ("beta2", 0.9)),
            new[,]
            {
                { 0.900000001, -1.900000000, 0.599999999, 3 },
                { 0.802105976, -1.797660819, 0.704691356, 3 },
                { 0.705580686, -1.692841979, 0.810931120, 3 },
                { 0.609873886, -1.585363874, 0.913773545, 3 },
                { 0.514568720, -1.474991498, 1.006331886, 3 },
            }).SetName("Step_AdaMax_FollowsPyTorch");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "adamw"), ("learning_rate", 0.1), ("weight_decay", 0.1)), // AdamW([p], lr=0.1, weight_decay=0.1)
            new[,]
            {
                { 0.890000001, -1.880000000, 0.594999999, 2.970000000 },
                { 0.781013483, -1.761408951, 0.688649944, 2.940300000 },
                { 0.672998588, -1.644368684, 0.780310462, 2.910897000 },
                { 0.565931678, -1.529032711, 0.868766986, 2.881788030 },
                { 0.459804622, -1.415566480, 0.951825037, 2.852970150 },
            }).SetName("Step_AdamW_FollowsPyTorch");
    }

    // Where PyTorch has another form: printed by NumPy in double precision; state is 0 at first, k is 1:
    //   for t in range(5):
    //       g = np.array([math.sin(p[0])+0.1*t, 2*p[1], p[2]**3-1, 0*p[3]]); (the line beside the case); print(p)
    private static IEnumerable<TestCaseData> PathsOfFormulas()
    {
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "momentum"), ("learning_rate", 0.1), ("momentum_form", "averaged")), // v=.9*v+.1*g; p-=.1*v
            new[,]
            {
                { 0.991585290, -1.960000000, 0.508750000, 3 },
                { 0.974643104, -1.884800000, 0.525308220, 3 },
                { 0.949120120, -1.779424000, 0.548761036, 3 },
                { 0.915020401, -1.648997120, 0.578216040, 3 },
                { 0.872404904, -1.498632986, 0.612792371, 3 },
            }).SetName("Step_AveragedMomentum_FollowsItsFormula");
        yield return new TestCaseData(
            // v=.9*v+.1*g; p-=.1*(.9*v+.1*g)
            Rows.Settings(("optimizer", "nesterov"), ("learning_rate", 0.1), ("momentum_form", "averaged")),
            new[,]
            {
                { 0.984012051, -1.924000000, 0.516625000, 3 },
                { 0.959474352, -1.818488000, 0.540092629, 3 },
                { 0.926426043, -1.689056656, 0.569461131, 3 },
                { 0.884962488, -1.541117077, 0.603801991, 3 },
                { 0.835236659, -1.379812028, 0.642188268, 3 },
            }).SetName("Step_AveragedNesterov_FollowsItsFormula");
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "rmsprop"), ("learning_rate", 0.1)), // r=.9*r+.1*g*g; p-=.1*g/np.sqrt(r+1e-6)
            new[,]
            {
                { 0.683774467, -1.683772333, 0.816225701, 3 },
                { 0.470099135, -1.473875446, 0.968532937, 3 },
                { 0.300469728, -1.308718018, 1.000553985, 3 },
                { 0.155447625, -1.169839973, 0.999940317, 3 },
                { 0.025671312, -1.048927472, 1.000009963, 3 },
            }).SetName("Step_RmsProp_FollowsItsFormula");
        yield return new TestCaseData(
            // r as above; v=.8*v-.05*g/np.sqrt(r+1e-6); p+=v
            Rows.Settings(("optimizer", "rmsprop_momentum"), ("learning_rate", 0.05), ("momentum", 0.8)),
            new[,]
            {
                { 0.841887233, -1.841886166, 0.658112850, 3 },
                { 0.600404681, -1.605262703, 0.887788642, 3 },
                { 0.317133660, -1.330742199, 1.115414834, 3 },
                { 0.022056005, -1.043754931, 1.241635724, 3 },
                { -0.261487761, -0.761629597, 1.238270610, 3 },
            }).SetName("Step_RmsPropMomentum_FollowsItsFormula");
        yield return new TestCaseData(
            // r, v as above; p+=.8*v-.05*g/np.sqrt(r+1e-6)
            Rows.Settings(("optimizer", "rmsprop_nesterov"), ("learning_rate", 0.05), ("momentum", 0.8)),
            new[,]
            {
                { 0.715397020, -1.715395100, 0.784603131, 3 },
                { 0.418518822, -1.423334713, 1.036254990, 3 },
                { 0.124935922, -1.130521933, 1.136368244, 3 },
                { -0.145343412, -0.849259930, 1.098990998, 3 },
                { -0.378808191, -0.589600249, 1.035438018, 3 },
            }).SetName("Step_RmsPropNesterov_FollowsItsFormula");
        yield return new TestCaseData(
            // m=.9*m+.1*g; v=.99*v+.01*g*g; p-=.1*m/(np.sqrt(v)+1e-8)
            Rows.Settings(("optimizer", "adam"), ("learning_rate", 0.1), ("beta2", 0.99), ("bias_correction", false)),
            new[,]
            {
                { 0.900000012, -1.900000002, 0.599999989, 3 },
                { 0.765196688, -1.765521218, 0.734133853, 3 },
                { 0.607711268, -1.609097365, 0.887873179, 3 },
                { 0.434294174, -1.437897901, 1.045791897, 3 },
                { 0.249674320, -1.256998348, 1.177095609, 3 },
            }).SetName("Step_AdamWithoutCorrection_FollowsItsFormula");
        yield return new TestCaseData(
            // m=.5*m+.5*g; v=.6*v+.4*g*g; w=np.maximum(w,v); p-=.1*m/(np.sqrt(w)+1e-8)
            Rows.Settings(("optimizer", "amsgrad"), ("learning_rate", 0.1), ("beta1", 0.5), ("beta2", 0.6), ("bias_correction", false)),
            new[,]
            {
                { 0.920943060, -1.920943059, 0.579056940, 3 },
                { 0.826991997, -1.827369390, 0.672406532, 3 },
                { 0.727737721, -1.729079247, 0.769560258, 3 },
                { 0.626637959, -1.629602389, 0.858265871, 3 },
                { 0.525054831, -1.531803556, 0.929736261, 3 },
            }).SetName("Step_AmsGradWithoutCorrection_FollowsItsFormula");
        yield return new TestCaseData(
            // k=np.where(b*g>0,np.minimum(k+.05,10),np.where(b*g<0,np.maximum(.95*k,.1),k)); b=.7*b+.3*g; p-=.6*k*g
            Rows.Settings(("optimizer", "delta_bar_delta"), ("learning_rate", 0.6)),
            new[,]
            {
                { 0.495117409, 0.400000000, 1.025000000, 3 },
                { 0.132782382, -0.056000000, 0.981172344, 3 },
                { -0.086596695, 0.011200000, 1.014428064, 3 },
                { -0.233919627, -0.001568000, 0.989398393, 3 },
                { -0.355029263, 0.000313600, 1.008279691, 3 },
            }).SetName("Step_DeltaBarDelta_FollowsItsFormula");
        // mu = lambda k: .9*(1-.5*.96**(.004*k)), P is 1 at first. PyTorch 1.13 multiplies P by mu(t+1) twice in the second term.
        yield return new TestCaseData(
            Rows.Settings(("optimizer", "nadam"), ("learning_rate", 0.1)),
            new[,] // P*=mu(t+1); m=.9*m+.1*g; v=.999*v+.001*g*g;
            {      // p-=.1*((1-mu(t+1))/(1-P)*g+mu(t+2)/(1-P*mu(t+2))*m)/(np.sqrt(v/(1-.999**(t+1)))+1e-8)
                { 0.894354823, -1.894354822, 0.605645177, 3 },
                { 0.814460352, -1.817897531, 0.679805446, 3 },
                { 0.738210266, -1.747508501, 0.745330256, 3 },
                { 0.660845970, -1.678188740, 0.806138361, 3 },
                { 0.581009586, -1.608459626, 0.862211386, 3 },
            }).SetName("Step_Nadam_FollowsItsFormula");
    }

    [TestCaseSource(nameof(PathsOfPyTorch))]
    [TestCaseSource(nameof(PathsOfFormulas))]
    public void Step_FromTheStart_FollowsThePath(TrainerSettings settings, double[,] expected)
    {
        // The same four parameters in two vectors of sixteen, so that every loop runs more than once.
        float[] start = [1, -2, 0.5f, 3];
        float[] parameters = [.. Enumerable.Repeat(start, 8).SelectMany(four => four)];
        var gradients = new float[parameters.Length];
        using var optimizer = OptimizerFactory.Create(settings, parameters.Length);
        for (var t = 0; t < Steps; t++)
        {
            for (var i = 0; i < parameters.Length; i++)
                gradients[i] = Gradient(i % 4, parameters[i], t);

            optimizer.Step(parameters, gradients, settings.LearningRate);

            for (var i = 0; i < parameters.Length; i++)
                Assert.That(parameters[i], Is.EqualTo(expected[t, i % 4]).Within(3e-6), $"step {t}, parameter {i}");
        }
    }

    [Test]
    public void Paths_EveryGradientRule_HasOne() => Assert.That(
        PathsOfPyTorch().Concat(PathsOfFormulas()).Select(path => ((TrainerSettings)path.Arguments[0]!).Optimizer).Distinct(),
        Is.EquivalentTo(OptimizerFactory.GradientRules));

    private static float Gradient(int parameter, float value, int t) => parameter switch
    {
        0 => (float)(Math.Sin(value) + 0.1 * t),
        1 => 2 * value,
        2 => value * value * value - 1,
        _ => 0,
    };
}
