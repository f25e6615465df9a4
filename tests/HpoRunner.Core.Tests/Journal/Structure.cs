using System.Collections;
using System.Globalization;
using System.Text;

namespace HpoRunner.Journal;

/// <summary>
/// Every property of a value as text, by reflection and not by the serializer under test: types, doubles as bits, texts as UTF-16
/// units, lists and dictionaries in their order.
/// </summary>
internal static class Structure
{
    public static string Describe(object? value)
    {
        var text = new StringBuilder();
        Describe(value, text);
        return text.ToString();
    }

    private static void Describe(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case double number:
                // All NaNs are one: JSON has a word for it, not for its bits.
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number):x}");
                break;
            case string letters:
                text.Append('\'').AppendJoin(' ', letters.Select(letter => (int)letter)).Append('\'');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                    Describe(item, text);
                text.Append(']');
                break;
            case DateTimeOffset instant:
                text.Append(instant.ToString("O", CultureInfo.InvariantCulture));
                break;
            case TimeOnly time:
                text.Append(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case TimeSpan or Enum or bool or int or long:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            default:
                DescribeProperties(value, text);
                break;
        }
        text.Append(';');
    }

    private static void DescribeProperties(object value, StringBuilder text)
    {
        text.Append(value.GetType().Name).Append('{');
        if (value is Training.Scalar scalar)
            Describe(scalar.Kind == Training.ScalarKind.Number ? scalar.AsNumber : $"{scalar.Kind}:{scalar}", text);
        else
        {
            foreach (var property in value.GetType().GetProperties()
                .Where(property =>
                property.GetIndexParameters().Length == 0 && property.GetMethod!.IsPublic && !property.GetMethod.IsStatic))
            {
                text.Append(property.Name).Append('=');
                Describe(property.GetValue(value), text);
            }
        }
        text.Append('}');
    }
}
