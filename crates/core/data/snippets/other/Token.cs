using System;
using System.Threading;
using PureCloudPlatform.Client.V2.Api;
using PureCloudPlatform.Client.V2.Client;
using PureCloudPlatform.Client.V2.Extensions;

string Wanted(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");

var domain = Environment.GetEnvironmentVariable("GENESYS_CLOUD_ENVIRONMENT") ?? "@@DOMAIN@@";
var client = Configuration.Default.ApiClient;
client.setBasePath($"https://api.{domain}");
// Waits as long as Retry-After says on 429; without this the SDK repeats nothing.
client.RetryConfig = new ApiClient.RetryConfiguration { MaxRetryTimeSec = 120, RetryMax = 5 };

// Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
if (Environment.GetEnvironmentVariable("GENESYS_CLOUD_GATEWAY") is { Length: > 0 } gateway)
{
    var at = new Uri(gateway);
    var path = at.AbsolutePath.Trim('/');
    client.SetGateway(at.Host, at.Scheme, at.Port, $"{path}/login".TrimStart('/'), path);
}

var renewAt = DateTimeOffset.MinValue;

// Only when there is none, or it is about to end: a tenth of its life, five minutes at most.
void EnsureToken()
{
    for (var attempt = 1; DateTimeOffset.UtcNow >= renewAt; attempt++)
    {
        try
        {
            var answer = client.PostToken(Wanted("GENESYS_CLOUD_CLIENT_ID"), Wanted("GENESYS_CLOUD_CLIENT_SECRET"));
            Configuration.Default.AccessToken = answer.AccessToken;
            var lasts = TimeSpan.FromSeconds(answer.ExpiresIn ?? 0);
            renewAt = DateTimeOffset.UtcNow + lasts - TimeSpan.FromSeconds(Math.Min(300, lasts.TotalSeconds / 10));
            return;
        }
        // The token endpoint says "too many" with a 400, which RetryConfig does not repeat.
        catch (ApiException error) when (attempt < 5 && error.Message.Contains("rate limit exceeded"))
        {
            Thread.Sleep(TimeSpan.FromSeconds(Math.Pow(2, attempt)));
        }
    }
}

// What is this token? preserveIdleTTL: asking does not count as use.
var tokens = new TokensApi(Configuration.Default);
EnsureToken();
PureCloudPlatform.Client.V2.Model.TokenInfo me;
try
{
    me = tokens.GetTokensMe(preserveIdleTTL: true);
}
catch (ApiException error) when (error.ErrorCode == 401)
{
    // It was revoked or idle for too long: once with a new one.
    renewAt = DateTimeOffset.MinValue;
    EnsureToken();
    me = tokens.GetTokensMe(preserveIdleTTL: true);
}
Console.WriteLine($"client: {me.OAuthClient.Name}, organisation: {me.Organization.Name}");
