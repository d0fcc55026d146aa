using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ZorgWerk.Web.Tests.LongestFirst", "ZorgWerk.Web.Tests")]

namespace ZorgWerk.Web.Tests;

/// <summary>What takes minutes begins first: at the end nothing would run beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [Demo.Pages, Demo.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(one => Array.IndexOf(Long, one.DisplayName) is var at and >= 0 ? at : Long.Length);
}
