namespace HpoRunner.Terminal;

/// <summary>Shows nothing (<c>--progress none</c>).</summary>
internal sealed class SilentView : IRunObserver
{
    public void Changed(RunProgress progress)
    {
    }
}
