using System.Globalization;
using System.Text;
using HpoRunner.Training.Measurements;
using HpoRunner.Training.Metrics;
using HpoRunner.Training.Optimizers;
using HpoRunner.Training.Schedules;
using HpoRunner.Training.Surfaces;

namespace HpoRunner.Training;

/// <summary>The documentation of the built-in trainer, docs/trainer.md: made from the tables that validate experiment files.</summary>
public static class TrainerPage
{
    /// <summary>Markdown with line feeds; the same on every machine.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # The built-in trainer

            Dense neural networks on one core, the same bits on every machine. This page is made from the tables that check experiment
            files: `./hpo schema --trainer > docs/trainer.md` rewrites it, and a test fails when it is out of date. Formulas and sources
            stand in the code, one technique a file, under `src/HpoRunner.Training`.

            ## Parameters

            Each may be fixed, a choice or a range under `parameters:`. What is not named there has its default.

            | parameter | takes | default | meaning | has an effect |
            | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        AppendRows(page, ParameterTable.All);
        AppendTechniques(page);
        page.Append("""

            ## Metrics

            Measured on the validation rows; with `train_` before the name on the training rows, where the curve of an epoch comes from
            its own batches, each before its step. What a configuration costs, `seconds` and `parameters`, has no `train_`.

            | metric | better | for | meaning |
            | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var metric in MetricTable.All.Concat(MetricTable.Costs))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{metric.Name}` | {Better(metric)} | {Targets(metric)} | {Cell(metric.Meaning)} |\n");
        page.Append("""

            ## Measurements

            On request (`measurements: [gradient_norm, …]` in the experiment file) each epoch is looked at more closely. The values go to
            `curves.csv` and, of the best trial, into the report; layers count from 1 at the input, the output is the last one. They
            change nothing in a training, and cost nothing where they are not asked for.

            | measurement | columns of `curves.csv` | meaning |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var row in MeasurementTable.All)
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | {Cell(row.Columns)} | {Cell(row.Meaning)} |\n");
        AppendSurfaces(page);
        return page.ToString();
    }

    private static void AppendTechniques(StringBuilder page)
    {
        page.Append("""

            Out of scope: convolution and pooling, and synchronous training of one network on several machines.

            ## Optimizers

            g is the gradient, m and v the means of g and g², m̂ and v̂ those corrected for their start at zero. ε, the parameter `epsilon`,
            stands where each adds it: inside the root (√(r + ε)) a value weighs like its root beside it (√r + ε) where r is small.

            | optimizer | step | elsewhere |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        AppendNotes(page, OptimizerNotes.All);
        page.Append("""

            ## Schedules

            | schedule | rate at time t | elsewhere |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        AppendNotes(page, ScheduleNotes.All);
    }

    private static void AppendNotes(StringBuilder page, IEnumerable<TechniqueNote> notes)
    {
        foreach (var note in notes)
            page.Append(CultureInfo.InvariantCulture, $"| `{note.Name}` | {Cell(note.Rule)} | {Cell(note.Elsewhere)} |\n");
    }

    private static void AppendSurfaces(StringBuilder page)
    {
        page.Append("""

            ## Surfaces

            `trainer: {surface: ravine}` in place of data: the same optimizers, schedules and clipping go down a function of two variables,
            one update an epoch, and the report draws their paths over its contours. The lowest height of every surface is 0. A trial has
            one score; with `start_spread` or `gradient_noise`, `validation: {repeats: 5}` makes five.

            | surface | what it shows | starts at | lowest at |
            | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var (name, meaning) in SurfaceFactory.All)
        {
            var surface = SurfaceFactory.Create(name, SurfaceFactory.DefaultCondition(name) ?? 1);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{name}` | {Cell(meaning)} | {Point(surface.Start)} | {string.Join(", ", surface.Minima.Select(Point))} |\n");
        }
        page.Append("""

            Of the parameters above, those of optimizers, schedules and clipping, and `seed`, are for surfaces too. These are theirs alone,
            or differ there:

            | parameter | takes | default | meaning | has an effect |
            | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        AppendRows(page, SurfaceParameters.Everywhere.Where(row => ParameterTable.Find(row.Name) is not { } known
            || (known.Meaning, known.DefaultText, known.Names.Count) != (row.Meaning, row.DefaultText, row.Names.Count)));
        page.Append("""

            | metric | better | meaning |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var metric in SurfaceMetrics.All)
            page.Append(CultureInfo.InvariantCulture, $"| `{metric.Name}` | smaller | {Cell(metric.Meaning)} |\n");
    }

    private static void AppendRows(StringBuilder page, IEnumerable<ParameterDefinition> rows)
    {
        foreach (var row in rows)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{row.Name}` | {Cell(row.Allowed)} | {Cell(row.DefaultText ?? row.Default.ToString())} "
                + $"| {Cell(row.Meaning)} | {Cell(Effect(row))} |\n");
    }

    private static string Point(SurfacePoint at) => $"({Scalar.Number(at.X)}, {Scalar.Number(at.Y)})";

    private static string Effect(ParameterDefinition row)
    {
        var beside = row.Beside is { } needed ? $"with {needed}" : null;
        var use = row.UsedWith is { } other
            ? $"{(other.IsExcept ? "unless" : "with")} {other.Parameter}: {string.Join(", ", other.Values)}"
            : null;
        return beside is null && use is null ? "always" : string.Join("; ", new[] { beside, use }.OfType<string>());
    }

    private static string Better(MetricDefinition metric) => metric.Goal == MetricGoal.Maximize ? "larger" : "smaller";

    private static string Targets(MetricDefinition metric) =>
        metric is { ForClassification: true, ForRegression: true } ? "both" : metric.ForClassification ? "classes" : "numbers";

    /// <summary>A bar would end the cell.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
