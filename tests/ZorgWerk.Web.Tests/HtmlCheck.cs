using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>As much of the rules of HTML as our pages need, on what was sent and not on what a browser made of it.</summary>
internal static partial class HtmlCheck
{
    private static readonly FrozenSet<string> Void = new[] { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" }.ToFrozenSet();
    private static readonly FrozenSet<string> Phrasing = new[] { "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "b", "strong", "em", "small", "label", "button", "dt", "summary", "legend", "time", "code" }.ToFrozenSet();
    private static readonly FrozenSet<string> Blocks = new[] { "div", "p", "ul", "ol", "dl", "table", "section", "form", "fieldset", "figure", "article", "nav", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "details", "main" }.ToFrozenSet();
    private static readonly FrozenSet<string> Interactive = new[] { "a", "button", "input", "select", "textarea", "label", "details" }.ToFrozenSet();
    private static readonly FrozenSet<string> Pointing = new[] { "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-errormessage", "headers", "list", "form" }.ToFrozenSet();
    private static readonly FrozenSet<string> Spoken = new[] { "aria-label", "title", "alt", "placeholder", "value", "data-l" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string[]> Children = new Dictionary<string, string[]>
    {
        ["ul"] = ["li"], ["ol"] = ["li"], ["dl"] = ["dt", "dd", "div"], ["tr"] = ["th", "td"], ["thead"] = ["tr"], ["tbody"] = ["tr"], ["tfoot"] = ["tr"],
        ["table"] = ["caption", "colgroup", "thead", "tbody", "tfoot"], ["select"] = ["option", "optgroup"],
    }.ToFrozenDictionary();

    // What a page must never show: the key of a word in the place of the word.
    private static readonly FrozenSet<string> KeyFolders = PageWords.Keys.Select(key => key.Split('.')[0]).ToFrozenSet();
    private static readonly FrozenSet<string> FieldKeys = Coaching.Words.Keys.Where(key => key.AsSpan().ContainsAny("./_")).ToFrozenSet();

    public static IReadOnlyList<string> Faults(string html, string language)
    {
        var faults = new List<string>();
        var open = new Stack<string>();
        var ids = new HashSet<string>();
        var pointers = new List<(string From, string Id)>();
        var fields = new List<(string Tag, string? Id, bool IsNamed)>();
        var labelled = new HashSet<string>();
        int headings = 0, level = 0, end = 0;
        if (!html.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal)) faults.Add("does not begin with its doctype");
        foreach (Match tag in Tags().Matches(html))
        {
            Text(html[end..tag.Index]);
            end = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (name.Length == 0) continue;
            if (tag.Groups["shut"].Success)
            {
                if (open.Count == 0 || open.Peek() != name) faults.Add($"</{name}> shuts {(open.Count == 0 ? "nothing" : $"<{open.Peek()}>")}");
                else open.Pop();
                continue;
            }
            var attributes = new Dictionary<string, string>();
            foreach (Match attribute in Attributes().Matches(tag.Groups["attributes"].Value))
                if (!attributes.TryAdd(attribute.Groups["name"].Value, WebUtility.HtmlDecode(attribute.Groups["value"].Value))) faults.Add($"<{name}> says {attribute.Groups["name"].Value} twice");
            Open(name, attributes);
            if (!Void.Contains(name) && !tag.Value.EndsWith("/>", StringComparison.Ordinal)) open.Push(name);
        }
        Text(html[end..]);
        faults.AddRange(open.Select(left => $"<{left}> is never shut"));
        faults.AddRange(pointers.Where(pointer => !ids.Contains(pointer.Id)).Select(pointer => $"{pointer.From} points to #{pointer.Id}, which is not there"));
        faults.AddRange(fields.Where(field => !field.IsNamed && (field.Id is null || !labelled.Contains(field.Id))).Select(field => $"<{field.Tag} id={field.Id}> has no label"));
        if (headings != 1) faults.Add($"{headings} h1");
        return [.. faults.Distinct()];

        void Open(string name, Dictionary<string, string> attributes)
        {
            var parent = open.Count > 0 ? open.Peek() : "";
            if (name == "html" && attributes.GetValueOrDefault("lang") != language) faults.Add($"lang is {attributes.GetValueOrDefault("lang")}");
            if (Children.TryGetValue(parent, out var fit) && !fit.Contains(name)) faults.Add($"<{name}> in <{parent}>");
            if (name == "li" && parent is not ("ul" or "ol") || name is "dt" or "dd" && !open.Take(2).Contains("dl")) faults.Add($"<{name}> in <{parent}>");
            if (Blocks.Contains(name) && open.FirstOrDefault(Phrasing.Contains) is { } line && !(line is "summary" or "dt" or "legend" && name.StartsWith('h'))) faults.Add($"<{name}> in <{line}>");
            if (name != "label" && Interactive.Contains(name) && open.FirstOrDefault(at => at is "a" or "button") is { } active) faults.Add($"<{name}> in <{active}>");
            if (name == "form" && open.Contains("form")) faults.Add("<form> in <form>");
            if (name == "button" && !attributes.ContainsKey("type")) faults.Add("<button> without a type");
            if (name == "img" && !attributes.ContainsKey("alt")) faults.Add("<img> without alt");
            if (name == "style" || name == "script" && !attributes.ContainsKey("src")) faults.Add($"<{name}> in the page");
            foreach (var (key, value) in attributes)
            {
                if (key == "style" || key.StartsWith("on", StringComparison.Ordinal)) faults.Add($"<{name} {key}>");
                if (key is "id" && !ids.Add(value)) faults.Add($"#{value} twice");
                if (key is "id" or "href" or "name" && (value.Length == 0 || value.Contains(' ', StringComparison.Ordinal))) faults.Add($"<{name} {key}=\"{value}\">");
                if (Pointing.Contains(key)) pointers.AddRange(value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => ($"<{name} {key}>", id)));
                if (key == "href" && name == "a" && value.StartsWith('#')) pointers.Add(("<a>", value[1..]));
                // The value of a box is sent and not said.
                if (Spoken.Contains(key) && !(key is "value" && attributes.GetValueOrDefault("type") is "checkbox" or "radio" or "hidden")) Words(value);
            }
            if (name == "label" && attributes.TryGetValue("for", out var field)) labelled.Add(field);
            if (name is "select" or "textarea" || name == "input" && attributes.GetValueOrDefault("type") is not ("hidden" or "submit"))
                fields.Add((name, attributes.GetValueOrDefault("id"), open.Contains("label") || attributes.ContainsKey("aria-label") || attributes.ContainsKey("aria-labelledby")));
            if (name is ['h', >= '1' and <= '6'])
            {
                var depth = name[1] - '0';
                if (depth == 1) headings++;
                if (depth > level + 1) faults.Add($"<{name}> after <h{level}>");
                level = depth;
            }
        }

        void Text(string text)
        {
            if (text.Contains('<', StringComparison.Ordinal)) faults.Add($"a stray < in “{text.Trim()}”");
            if (StrayAmpersand().IsMatch(text)) faults.Add($"a stray & in “{text.Trim()}”");
            if (!string.IsNullOrWhiteSpace(text) && open.Count > 0 && Children.ContainsKey(open.Peek())) faults.Add($"“{text.Trim()}” straight in <{open.Peek()}>");
            if (open.Count > 0 && open.Peek() is not ("title" or "code")) Words(WebUtility.HtmlDecode(text));
        }

        void Words(string text)
        {
            foreach (Match word in KeyLike().Matches(text))
                if (FieldKeys.Contains(word.Value) || (word.Value.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && KeyFolders.Contains(word.Value[..dot]))) faults.Add($"the key {word.Value} in the place of a word");
            if (Gap().IsMatch(text)) faults.Add($"an open gap in “{text.Trim()}”");
        }
    }

    [GeneratedRegex("""<!--.*?-->|<!DOCTYPE[^>]*>|<(?<shut>/)?(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?<attributes>(?:\s+[^\s=>/"']+(?:="[^"]*")?)*)\s*/?>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tags();

    [GeneratedRegex("""(?<name>[^\s=>/"']+)(?:="(?<value>[^"]*)")?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();

    [GeneratedRegex("&(?!(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StrayAmpersand();

    [GeneratedRegex("[a-z]+(?:[-_][a-z]+)*(?:[./_][A-Za-z-]+)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
