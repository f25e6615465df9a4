using System.Text.Json.Serialization;

namespace HpoRunner.Steering;

/// <summary>What somebody asks of a run that goes on: by a signal, or by a command in another terminal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StopWish), "stop")]
[JsonDerivedType(typeof(FinishWish), "finish")]
[JsonDerivedType(typeof(SkipWish), "skip")]
[JsonDerivedType(typeof(RetryFailedWish), "retry")]
[JsonDerivedType(typeof(WorkersWish), "workers")]
internal abstract record Wish;

/// <summary>Finish what runs and close the run as interrupted; with <paramref name="Now"/>, do not wait for what runs.</summary>
internal sealed record StopWish(bool Now) : Wish;

/// <summary>Search no more, but refit, test and report.</summary>
internal sealed record FinishWish : Wish;

/// <summary>Spend no more time on this trial.</summary>
internal sealed record SkipWish(int Trial) : Wish;

/// <summary>Try every failed evaluation again, with all its retries.</summary>
internal sealed record RetryFailedWish : Wish;

internal sealed record WorkersWish(int Count) : Wish;
