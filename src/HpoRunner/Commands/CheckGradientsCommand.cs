using System.CommandLine;
using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// <c>hpo check-gradients FILE</c>: backpropagation against central differences, for the network of the experiment's baseline on some
/// rows of its first fold; a row per layer and kind of parameter. Exit 0 when they agree, 1 when not: that would be a bug in hpo.
/// </summary>
internal static class CheckGradientsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The experiment file" };
        return new Command("check-gradients", "Compare backpropagation with central differences for an experiment's network")
        {
            file,
        }.WithAction(parsed =>
        {
            if (ReadingReport.Prepare(ExperimentFile.Read(parsed.GetRequiredValue(file), Overrides.None)) is not { } prepared)
                return ExitCode.Usage;
            if (!prepared.Experiment.HasModel)
            {
                Console.Error.WriteLine(
                    "trainer: a surface has no network to check; its derivatives are compared with central differences in hpo's own tests");
                return ExitCode.Usage;
            }
            var outcome = BaselineGradients.Check(prepared);
            var table = new TextTable(new("parameters"), new("compared", true), new("skipped", true), new("largest difference", true));
            foreach (var part in outcome.Parts)
                table.Add(
                    part.Name, Number(part.Compared), Number(part.Skipped),
                    part.Compared > 0 ? Difference(part.LargestRelativeDifference) : "");
            Console.Out.WriteLine($"network of the baseline: {TerminalText.Clean(prepared.Experiment.Baseline.ToString())}");
            table.Write(Console.Out);
            Console.Out.WriteLine(
                outcome.Agrees
                    ? "backpropagation agrees with central differences"
                    : "backpropagation disagrees with central differences: a bug in hpo");
            if (outcome.Skipped > 0)
                Console.Out.WriteLine("skipped: a kink (relu, hinge, l1) lies within the step of the difference, which then says nothing");
            return outcome.Agrees ? ExitCode.Done : ExitCode.Bug;
        });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Difference(double difference) => difference.ToString("0.0e-00", CultureInfo.InvariantCulture);
}
