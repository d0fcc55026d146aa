using System.Globalization;
using System.IO.Pipelines;
using Xunit.Abstractions;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Views;
using ZorgWerk.Samples;

namespace ZorgWerk.Casework.Tests;

/// <summary>A log of a million steps, or of <c>ZORGWERK_DEEP_STEPS</c>, is taken without memory growing with it, and every view is right at the end.</summary>
[Trait("Kind", "Deep")]
public class DeepImportSpecs(ITestOutputHelper output)
{
    private const int MiB = 1024 * 1024;

    /// <summary>What lives after a collection: a window of lines, and as many records (some 13 KiB each) and keys as the importer and the key ring may hold.</summary>
    private const long MostHeap = 400L * MiB;

    /// <summary>With what the collector has not given back.</summary>
    private const long MostWorkingSet = 1200L * MiB;

    /// <summary>The samples tell some 41 steps about each participant.</summary>
    private const int LeastStepsEach = 40;

    [Fact]
    public async Task A_million_steps_are_taken_in_flat_memory_and_every_view_folds_from_the_streams()
    {
        var steps = Environment.GetEnvironmentVariable("ZORGWERK_DEEP_STEPS") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
        var pilot = new Pilot(Math.Max(1, steps / LeastStepsEach), Seed: 7, AtScale: true);
        await using var office = await Office.Open();
        var memory = new MemoryWatch(output, every: Math.Max(1, steps / 10));

        // Told while it is taken: neither a file nor a list of it exists.
        var log = new Pipe();
        var told = Task.Run(async () =>
        {
            await using var end = log.Writer.AsStream();
            Samples.Program.Write([pilot], end);
        });
        var result = await new Importer(office.Store, office.Reader, office.Desk, office.References, SystemClock.Instance)
            .Import(Office.Tenant, log.Reader.AsStream(), dryRun: false, error => error.Rule.ShouldNotBeNull(error.ToString()), progress => memory.Look(progress.Lines));
        await told;
        memory.Look(result.Lines, last: true);

        result.Faulty.ShouldBe(0);
        result.Lines.ShouldBeGreaterThanOrEqualTo(steps);
        (result.Recorded + result.Refused).ShouldBe(result.Lines);
        result.Refused.ShouldBeLessThan(result.Lines / 20);

        var differences = new List<ViewDifference>();
        (await office.Verifier.Verify(differences.Add)).ShouldBe(pilot.Participants);
        memory.Look(result.Lines, last: true);
        differences.ShouldBeEmpty();
        memory.PeakHeap.ShouldBeLessThan(MostHeap);
        memory.PeakWorkingSet.ShouldBeLessThan(MostWorkingSet);
    }

    /// <summary>Looks at memory now and then, and remembers the most.</summary>
    private sealed class MemoryWatch(ITestOutputHelper output, int every)
    {
        private readonly System.Diagnostics.Stopwatch _since = System.Diagnostics.Stopwatch.StartNew();
        private long _next = every;

        public long PeakHeap { get; private set; }
        public long PeakWorkingSet { get; private set; }

        public void Look(long lines, bool last = false)
        {
            PeakWorkingSet = Math.Max(PeakWorkingSet, Environment.WorkingSet);
            if (lines < _next && !last) return;
            _next += every;
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            PeakHeap = Math.Max(PeakHeap, heap);
            output.WriteLine($"{lines} lines, {_since.Elapsed.TotalSeconds:0} s: {heap / MiB} MiB live, {PeakWorkingSet / MiB} MiB at most in memory");
        }
    }
}
