using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HpoRunner.Training;

namespace HpoRunner.Commands;

/// <summary>What is wrong with a command line: what was got, what is allowed, and the nearest right name.</summary>
internal static class UsageErrors
{
    /// <summary>One sentence for each error; of words that nothing takes only the first, since the others follow from it.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if ((Swallowed(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault()) is { } stray)
            return [Stray(stray, parsed.CommandResult.Command)];
        return [.. parsed.Errors.Select(error => Sentence(parsed, error)).Distinct()];
    }

    /// <summary>An option that does not exist and was taken for an argument; after <c>--</c> all words are arguments.</summary>
    private static string? Swallowed(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Command.Arguments
            .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value)
            .FirstOrDefault(word => word is ['-', not (>= '0' and <= '9'), ..]);

    private static string Stray(string word, Command command)
    {
        if (word.StartsWith('-'))
        {
            var options = command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name));
            return $"{Call(command)} has no option {word}{NearestName.Hint(word, options)}";
        }
        return command is RootCommand
            ? $"there is no command '{word}'{NearestName.Hint(word, command.Subcommands.Select(known => known.Name))}"
            : $"{Call(command)} does not take '{word}'" + (command.Arguments.Count == 0 ? "" : ": that is one argument too many");
    }

    private static string Sentence(ParseResult parsed, ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Parent: OptionResult option } => Sentence(option, error),
        OptionResult option => Sentence(option, error),
        ArgumentResult { Tokens.Count: 0 } missing => $"{Call(parsed.CommandResult.Command)} needs {missing.Argument.Name}",
        ArgumentResult { Argument: var argument } result => Sentence(argument.Name, argument.Name, argument.ValueType, result, error),
        _ => error.Message,
    };

    private static string Sentence(OptionResult result, ParseError error) =>
        Sentence(
            result.IdentifierToken?.Value ?? result.Option.Name, result.Option.HelpName ?? "a value", result.Option.ValueType, result,
            error);

    private static string Sentence(string who, string what, Type type, SymbolResult result, ParseError error)
    {
        if (result.Tokens is not [.., { Value: var got }])
            return $"{who} needs {what}";
        if (type == typeof(int))
            return int.TryParse(got, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                ? error.Message
                : $"{who}: '{got}' is not a whole number";
        var allowed = Allowed(result);
        return allowed.Count == 0
            ? error.Message
            : $"{who}: '{got}' is not allowed; allowed: {string.Join(", ", allowed)}{NearestName.Hint(got, allowed)}";
    }

    private static List<string> Allowed(SymbolResult result)
    {
        Symbol symbol = result is OptionResult option ? option.Option : ((ArgumentResult)result).Argument;
        return [.. symbol.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label)];
    }

    private static string Call(Command command) => command is RootCommand ? "hpo" : $"'{command.Name}'";
}
