using ZorgWerk.Samples.Client;

namespace ZorgWerk.Web.Tests;

/// <summary>The client of samples/ does what it shows, against the real service.</summary>
public sealed class SampleClientSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private TestSite Site => branch.Site;

    [Fact]
    public async Task It_lists_reads_records_and_is_told_of_what_others_do()
    {
        var (client, http, id) = await Client();
        using var _ = http;
        var mine = new List<Guid>();
        await foreach (var one in client.Caseload()) mine.Add(one.GetProperty("id").GetGuid());
        mine.ShouldContain(id);
        mine.ShouldNotContain(Branch.Cases[3].Id(Site.House));

        var read = await client.Read(id);
        await using var changes = client.Changes().GetAsyncEnumerator();
        var hearing = changes.MoveNextAsync().AsTask();
        (await client.Record(id, read.Tag, "hold-session", "2025-06-20", new { form = "individual", minutes = 50 })).ShouldBe(new StepOutcome(true, "\"8\"", null));
        await Should.ThrowAsync<CaseMovedException>(() => client.Record(id, read.Tag, "hold-session", "2025-06-20", new { form = "individual", minutes = 51 }));
        (await client.Record(id, "\"8\"", "hold-session", "2025-06-20", new { form = "individual", minutes = 9999 })).IsRecorded.ShouldBeFalse();

        // The stream may have been opened after the first one; whatever is recorded from now on it tells.
        using var els = await ApiCaller.SignIn(Site, "els");
        for (var minutes = 1; !hearing.IsCompleted; minutes++)
        {
            await els.HoldSession(id, minutes);
            await Task.WhenAny(hearing, Task.Delay(200));
        }
        (await hearing).ShouldBeTrue();
        (changes.Current.Participant, changes.Current.Kind).ShouldBe((id, "session_held"));
        changes.Current.Place.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_step_whose_answer_was_lost_is_recorded_once()
    {
        var lossy = new Lossy();
        var (client, http, id) = await Client(lossy);
        using var _ = http;
        var read = await client.Read(id);
        lossy.ToLose = 2;
        (await client.Record(id, read.Tag, "hold-session", "2025-06-20", new { form = "individual", minutes = 50 })).ShouldBe(new StepOutcome(true, "\"8\"", null));
        lossy.ToLose.ShouldBe(0);
        (await client.Read(id)).Tag.ShouldBe("\"8\"");
    }

    private async Task<(ZorgWerkClient Client, HttpClient Http, Guid Case)> Client(DelegatingHandler? through = null)
    {
        var id = Guid.NewGuid();
        await Branch.AddCase(Site.House, id, "Iemand Anders");
        var http = new HttpClient(through ?? new Lossy()) { BaseAddress = Site.Address };
        var client = new ZorgWerkClient(http);
        await client.SignIn(Branch.Name, "lotte", Branch.Password);
        return (client, http, id);
    }

    /// <summary>A wire that breaks after the service answered and before the answer arrives.</summary>
    private sealed class Lossy() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int ToLose { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (ToLose == 0 || request.Method != HttpMethod.Post) return answer;
            ToLose--;
            answer.Dispose();
            throw new HttpRequestException("The wire broke.");
        }
    }
}
