using System.Text.Json;

namespace HpoRunner.Experiments.Reading;

/// <summary>What the members of an enum are called in an experiment file: GroupKFold is group_k_fold.</summary>
internal static class EnumNames
{
    /// <summary>Of all members, in their order.</summary>
    public static IReadOnlyList<string> Of<TEnum>()
        where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>Of one member.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
