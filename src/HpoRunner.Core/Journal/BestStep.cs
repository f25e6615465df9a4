namespace HpoRunner.Journal;

/// <summary>A trial was better than all before it.</summary>
/// <param name="Settled">How many trials were settled by then, itself included.</param>
/// <param name="Mean">Its mean.</param>
internal readonly record struct BestStep(int Settled, double Mean);
