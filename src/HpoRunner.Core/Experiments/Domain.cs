using System.Text.Json.Serialization;

namespace HpoRunner.Experiments;

/// <summary>Which values a parameter takes. <see cref="DomainValues"/> counts and lists them.</summary>
[JsonDerivedType(typeof(FixedDomain), "fixed")]
[JsonDerivedType(typeof(ChoiceDomain), "choice")]
[JsonDerivedType(typeof(RangeDomain), "range")]
[JsonDerivedType(typeof(NormalDomain), "normal")]
public abstract record Domain;
