using System.Globalization;

namespace HpoRunner.Experiments.Yaml;

/// <summary>Finds nodes by paths as errors name them: <c>data.target</c>, <c>parameters.loss[1]</c>.</summary>
internal static class NodePath
{
    /// <summary>The place of the value, or of the innermost part of the path that is there; null when there is none.</summary>
    public static Place? Find(YamlMapping root, string path)
    {
        Place? found = null;
        YamlNode? node = root;
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = part.StartsWith('[') ? Item(node, part) : (node as YamlMapping)?.Find(part)?.Value;
            if (node is null)
                break;
            found = node.Place;
        }
        return found;
    }

    /// <summary>Of a list, or of the list of a choice written as <c>{values: […]}</c>.</summary>
    private static YamlNode? Item(YamlNode? node, string part)
    {
        var list = node as YamlSequence ?? (node as YamlMapping)?.Find("values")?.Value as YamlSequence;
        var number = part.AsSpan(1, part.Length - 2);
        return list is not null && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < list.Items.Count ? list.Items[index] : null;
    }
}
