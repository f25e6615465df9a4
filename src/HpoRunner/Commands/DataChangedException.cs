namespace HpoRunner.Commands;

/// <summary>The data file is not the one that the run began with.</summary>
internal sealed class DataChangedException(string file, string expected, string found)
    : Exception(
        $"{file} has changed since the run began: its SHA-256 was {expected}, now it is {found}. Restore the file, "
        + "or start a new run with 'hpo run'.");
