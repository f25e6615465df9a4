using System.Globalization;
using HpoRunner.Fuzz;

// hpo-fuzz PARSER|all [--kilobytes N] [--seed N] [--keep]: damaged inputs for a parser in a child process, until so much was read.
// hpo-fuzz replay: every input of the corpus as it is. hpo-fuzz child PARSER: the child.
if (args is ["child", var childParser])
    return Child.Run(Parsers.All[childParser]);
var replay = args is ["replay", ..];
var names = args is [var first, ..] && Parsers.All.ContainsKey(first) ? [first] : Parsers.All.Keys.ToList();
var kilobytes = replay ? 0 : Option("--kilobytes", 10_000);
var failures = 0;
foreach (var parser in names)
{
    var campaign = new Campaign(parser, Corpus.Read(parser), (ulong)Option("--seed", 1), Console.Out);
    failures += campaign.Run(kilobytes * 1000L, keep: args.Contains("--keep"));
}
return failures == 0 ? 0 : 1;

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
