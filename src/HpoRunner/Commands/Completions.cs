using System.CommandLine;
using System.CommandLine.Completions;
using HpoRunner.Terminal;

namespace HpoRunner.Commands;

/// <summary>
/// What may come next on a command line. A shell asks <c>hpo '[complete:WORD]' WORDS…</c>, where WORD is what stands left of the cursor of
/// the word at it, perhaps nothing, and WORDS are those before it; hpo answers lines of a word, a tab and what it means. It answers nothing
/// where a file belongs or where it knows no words, and the shell then completes files.
/// </summary>
internal static class Completions
{
    private const string Question = "[complete:";

    /// <summary>Whether this was a question, which is answered then.</summary>
    public static bool Answer(RootCommand root, string[] args)
    {
        if (args is not [var question, .. var before] || !question.StartsWith(Question, StringComparison.Ordinal) || question[^1] != ']')
            return false;
        foreach (var item in Of(root, before, question[Question.Length..^1]))
            Console.Out.WriteLine($"{item.Label}\t{TerminalText.Clean(item.Detail ?? "")}");
        return true;
    }

    private static IEnumerable<CompletionItem> Of(RootCommand root, string[] before, string word)
    {
        var parsed = root.Parse(before);
        var command = parsed.CommandResult.Command;
        // Those of the root hold everywhere: --help.
        var options = command.Options.Union(root.Options.Where(option => option.Recursive)).Where(option => !option.Hidden).ToList();
        IEnumerable<CompletionItem>? ValuesOf(string name, string begun) =>
            options.Find(option => option.Arity.MinimumNumberOfValues > 0 && Names(option).Contains(name)) is not { } option ? null
            : Fitting(Values(option.CompletionSources, parsed), begun);
        if (before is [.., var last] && ValuesOf(last, word) is { } values)
            return values;
        if (word.Split('=', 2) is [var name, var begun])
            return (ValuesOf(name, begun) ?? []).Select(item => new CompletionItem($"{name}={item.Label}", detail: item.Detail));
        if (word.StartsWith('-'))
            return Fitting(options.SelectMany(option => Names(option).Select(called => Item(called, option))), word);
        if (command.Subcommands.Count > 0)
            return Fitting(command.Subcommands.Where(known => !known.Hidden).Select(known => Item(known.Name, known)), word);
        var next = command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument) is not { Tokens.Count: > 0 });
        return next is null ? [] : Fitting(Values(next.CompletionSources, parsed), word);
    }

    /// <summary>Not the names that only Windows or nobody types: /h, /?, -?.</summary>
    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Prepend(option.Name).Where(name => name.StartsWith('-') && name != "-?");

    /// <summary>In the order in which they are given: runs newest first.</summary>
    private static IEnumerable<CompletionItem> Values(
        IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, ParseResult parsed) =>
        sources.SelectMany(source => source(parsed.GetCompletionContext()));

    private static CompletionItem Item(string name, Symbol symbol) => new(name, detail: symbol.Description);

    private static IEnumerable<CompletionItem> Fitting(IEnumerable<CompletionItem> items, string word) =>
        items.Where(item => item.Label.StartsWith(word, StringComparison.Ordinal));
}
