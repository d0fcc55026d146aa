using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>A number is read as it was meant, or asked to be written otherwise; in forms, sheets and calls by one reader.</summary>
public class TypedNumberSpecs
{
    [Theory]
    [InlineData("50", 50)]
    [InlineData(" 50\u00A0", 50)]
    [InlineData("28,5", 28.5)]
    [InlineData("28.5", 28.5)]
    [InlineData("-1", -1)]
    [InlineData("50,0", 50)]
    [InlineData("0,125", 0.125)]
    [InlineData("1000", 1000)]
    [InlineData("1 000", 1000)]
    [InlineData("1\u202F000,5", 1000.5)]
    [InlineData("1.000,5", 1000.5)]
    [InlineData("1,000.5", 1000.5)]
    [InlineData("1.000.000", 1_000_000)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData("1000,125", 1000.125)]
    public void What_can_be_read_in_one_way_is(string typed, double number) => TypedNumber.Read(typed).ShouldBe(((decimal)number, null));

    [Theory]
    [InlineData("1.000", "number/one-or-thousands")]
    [InlineData("1,000", "number/one-or-thousands")]
    [InlineData("-12.345", "number/one-or-thousands")]
    [InlineData("999,999", "number/one-or-thousands")]
    [InlineData("5E1", "field/not-a-number")]
    [InlineData("50min", "field/not-a-number")]
    [InlineData("٥٠", "field/not-a-number")]
    [InlineData("1.00.0", "field/not-a-number")]
    [InlineData("1 00", "field/not-a-number")]
    [InlineData("", "field/not-a-number")]
    public void What_cannot_is_told_how_to_be_written(string typed, string fault)
    {
        TypedNumber.Read(typed).ShouldBe((null, fault));
        Words.Has(fault).ShouldBeTrue();
    }
}
