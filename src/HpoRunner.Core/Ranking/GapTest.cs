namespace HpoRunner.Ranking;

/// <summary>What the test of a gap on the test rows was.</summary>
internal enum GapTest
{
    /// <summary>Error rates: exact McNemar test.</summary>
    McNemar,

    /// <summary>Any other metric: paired bootstrap over the rows.</summary>
    PairedBootstrap,
}
