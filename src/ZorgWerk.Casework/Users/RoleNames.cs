using System.Collections.Frozen;
using System.Text.Json;

namespace ZorgWerk.Casework.Users;

/// <summary>Roles as they are stored and shown to the database: <c>team-lead</c>.</summary>
public static class RoleNames
{
    private static readonly FrozenDictionary<Role, string> Names = Enum.GetValues<Role>().ToFrozenDictionary(role => role, role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()));

    public static string Of(Role role) => Names[role];

    public static Role Parse(string name) => Names.Single(known => known.Value == name).Key;
}
