namespace ZorgWerk.Casework.Tests;

/// <summary>A sheet that others open does what it says and nothing more.</summary>
public class CsvSpecs
{
    [Theory]
    [InlineData("RT-001", "RT-001")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+32", "'+32")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void A_cell_is_text_and_no_formula(string text, string cell) => Csv.Line(text).ShouldBe(cell);

    [Fact]
    public void Numbers_and_what_there_is_not_stand_as_they_are() => Csv.Line(12, null, -3, 0.5m, "x").ShouldBe("12,,-3,0.5,x");
}
