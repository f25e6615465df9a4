using HpoRunner.Journal;
using HpoRunner.Steering;

namespace HpoRunner.Fuzz;

/// <summary>A file in a run's requests: a wish that the coordinator of a run with one trial hears, or a file that is set aside.</summary>
internal static class RequestParser
{
    private static readonly RunFolder Folder = new(Scratch.File("run"));
    private static readonly string Path = System.IO.Path.Combine(Folder.Path, "requests", "1.json");
    private static readonly string Start = Corpus.Text("journal", "every-kind.jsonl").Split('\n')[0];

    public static string Read(byte[] input)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllBytes(Path, input);
        var wishes = new WishFolder(Folder, TimeProvider.System);
        var pending = wishes.Pending();
        if (pending.Count == 0)
        {
            Check.That(!File.Exists(Path), "what is no wish is set aside");
            return "no wish";
        }
        var coordinator = new Coordinator(new LiveState(Header()), 1);
        var records = coordinator.ReceiveAll([pending[0].Wish]);
        Check.That(records.Count <= 1, "a wish is one record at most");
        Check.That(coordinator.TakeOrders().Count <= 1, "a wish moves nobody who is not there");
        wishes.Remove(pending[0]);
        return $"{pending[0].Wish.GetType().Name} {records.FirstOrDefault()?.GetType().Name}";
    }

    private static RunStarted Header()
    {
        File.WriteAllText(Folder.Journal, Start + "\n");
        return JournalReader.ReadHeader(Folder.Journal);
    }
}
