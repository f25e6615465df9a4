using System.Text.Json.Serialization;
using HpoRunner.Training;

namespace HpoRunner.Experiments;

/// <summary>
/// A named hyperparameter. <paramref name="Default"/> is what the baseline takes; null when there is none (a searched parameter of a
/// command trainer without <c>default:</c>). All <paramref name="When"/> entries must hold for it to be active.
/// </summary>
public sealed record Parameter(string Name, Domain Domain, Scalar? Default, IReadOnlyList<Condition> When)
{
    [JsonIgnore]
    public bool IsSearched => Domain is not FixedDomain;
}
