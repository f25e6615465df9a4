using HpoRunner.Journal;

namespace HpoRunner.Fuzz;

/// <summary>The file that tells people who coordinates a run: told, or not told.</summary>
internal static class OwnerParser
{
    private static readonly RunFolder Folder = new(Scratch.File("owned"));

    public static string Read(byte[] input)
    {
        Directory.CreateDirectory(Folder.Path);
        File.WriteAllBytes(Folder.Owner, input);
        var owner = RunLock.ReadOwner(Folder);
        var message = new RunLockedException(Folder.Path, owner).Message;
        Check.That(message.Length < Folder.Path.Length + 400, "messages stay short");
        return owner is null ? "nobody" : $"{Math.Sign(owner.Pid)} {owner.Host.Length > 0}";
    }
}
