using HpoRunner.Training;
using HpoRunner.Training.Datasets;

namespace HpoRunner.Evaluation;

/// <summary>A final fit's network with what turned its rows into features. Good until the evaluation ends, which frees the network.</summary>
internal sealed record FittedModel(PreparedExperiment Prepared, TrainedNetwork Network, Preprocessor Preprocessor);
