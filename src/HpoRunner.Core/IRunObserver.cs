namespace HpoRunner;

/// <summary>Shows a run while it goes on. Called from the run's one loop, so it must be quick.</summary>
internal interface IRunObserver
{
    void Changed(RunProgress progress);
}
