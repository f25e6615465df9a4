namespace HpoRunner.Ranking;

/// <summary>What two parameters explain together beyond what each explains alone.</summary>
internal sealed record PairShare(string First, string Second, double Share);
