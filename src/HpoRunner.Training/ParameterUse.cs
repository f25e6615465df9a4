namespace HpoRunner.Training;

/// <summary>On which values of another parameter it depends whether a parameter has an effect.</summary>
/// <param name="Parameter">The other parameter.</param>
/// <param name="Values">Its values that count.</param>
/// <param name="IsExcept">False: an effect with these values alone; true: with every other value.</param>
public sealed record ParameterUse(string Parameter, IReadOnlyList<string> Values, bool IsExcept)
{
    public static ParameterUse Of(string parameter, params string[] values) => new(parameter, values, IsExcept: false);

    public static ParameterUse Except(string parameter, params string[] values) => new(parameter, values, IsExcept: true);

    public bool Holds(Scalar value) => Values.Contains(value.ToString()) != IsExcept;
}
