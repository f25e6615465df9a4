namespace HpoRunner.Planning;

/// <summary>What a planned run would find.</summary>
/// <param name="Workers">Processes that it would start.</param>
/// <param name="Cores">Threads that go on at a time.</param>
/// <param name="MemoryPerWorker">Bytes that each of them would hold.</param>
/// <param name="DiskFree">Bytes that can be written where results are kept.</param>
internal sealed record Machine(int Workers, int Cores, long MemoryPerWorker, long DiskFree);
