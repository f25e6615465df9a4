namespace HpoRunner.Ranking;

/// <summary>One parameter's share of the variance of scores, with what other samples of trials could have said.</summary>
/// <param name="Low">5 % quantile over bootstrap samples of the trials.</param>
/// <param name="High">95 % quantile.</param>
internal sealed record ParameterShare(string Parameter, double Share, double Low, double High);
