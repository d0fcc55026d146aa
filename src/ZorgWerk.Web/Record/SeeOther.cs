using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Record;

/// <summary>After something was recorded: look there, with a GET, so that reloading records nothing.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
