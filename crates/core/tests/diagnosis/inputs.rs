//! The inputs: every body and exchange that is known, with variations, and the first cause of each.

/// A text, and the id of the cause that must stand first.
#[rustfmt::skip]
pub(crate) const INPUTS: &[(&str, &str)] = &[
    // A2, client not found: bodies alone, and with what tells more.
    (r#"{"error":"invalid_client","description":"client not found","error_description":"client not found"}"#, "token.client_not_found.region"),
    ("{ \"error\" : \"invalid_client\",\n  \"description\" : \"Client  Not Found\" }", "token.client_not_found.region"),
    (r#"{"error":"invalid_client","error_description":"client not fo"#, "token.client_not_found.region"),
    ("curl -i -u \"my-client:$SECRET\" -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token\nHTTP/2 400\n\n{\"error\":\"invalid_client\",\"description\":\"client not found\",\"error_description\":\"client not found\"}", "token.client_not_found.region"),
    ("curl -i -u wrong-id:some-secret-value -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token\nHTTP/2 400\n\n{\"error\":\"invalid_client\",\"description\":\"client not found\",\"error_description\":\"client not found\"}", "token.client_not_found.id"),
    ("environment: mypurecloud.com.au\nPOST https://login.mypurecloud.com/oauth/token HTTP/1.1\n\nHTTP/1.1 400 Bad Request\n\n{\"error\":\"invalid_client\",\"description\":\"client not found\"}\nhttps://api.mypurecloud.com.au/api/v2/users", "token.client_not_found.region"),
    ("{\"error\":\"invalid_client\",\"description\":\"client not found\",\"error_description\":\"client not found\"}\n400", "token.client_not_found.region"),
    ("Error: Auth Error: 400 - invalid_client (client not found)", "token.client_not_found.region"),
    ("Auth Error: 400 - invalid_client (client not fou", "token.client_not_found.region"),
    // A3, the secret.
    (r#"{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}"#, "token.secret.stale"),
    ("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nININ-Correlation-Id: 1-2-3\r\n\r\n{\"error\":\"invalid_client\",\"description\":\"authentication failed\",\"error_description\":\"authentication failed\"}", "token.secret.stale"),
    ("> POST /oauth/token HTTP/1.1\n> Host: login.usw2.pure.cloud\n> Authorization: Basic M2YyYzFkNGUtNWE2Yi00YzdkLThlOWYtMGExYjJjM2Q0ZTVmOnNlY3JldAo=\n>\n< HTTP/1.1 401 Unauthorized\n< content-type: application/json\n<\n{\"error\":\"invalid_client\",\"description\":\"authentication failed\",\"error_description\":\"authentication failed\"}", "token.secret.newline"),
    ("> POST /oauth/token HTTP/1.1\n> Host: login.usw2.pure.cloud\n> Authorization: Basic M2YyYzFkNGUtNWE2Yi00YzdkLThlOWYtMGExYjJjM2Q0ZTVmc2VjcmV0\n< HTTP/1.1 401 Unauthorized\n{\"error\":\"invalid_client\",\"description\":\"authentication failed\"}", "token.secret.colon"),
    ("> POST /oauth/token HTTP/1.1\n> Host: login.mypurecloud.de\n> Authorization: Basic M2YyYzFkNGUtNWE2Yi00YzdkLThlOWYtMGExYjJjM2Q0ZTVmOnNlY3JldA==\n< HTTP/1.1 401 Unauthorized\n{\"error\":\"invalid_client\",\"description\":\"authentication failed\"}\n# config: https://api.mypurecloud.ie", "token.secret.region"),
    ("Auth Error: 401 - invalid_client (authentication failed)", "token.secret.stale"),
    ("PureCloudPlatformClientV2.rest.ApiException: (401)\nReason: Unauthorized\nHTTP response headers: HTTPHeaderDict({'Content-Type': 'application/json', 'ININ-Correlation-Id': 'ab-cd'})\nHTTP response body: {\"error\":\"invalid_client\",\"description\":\"authentication failed\",\"error_description\":\"authentication failed\"}", "token.secret.stale"),
    // A4, the grant type.
    (r#"{"error":"unauthorized_client","description":"client is not authorized to use the client_credential grant type","error_description":"client is not authorized to use the client_credential grant type"}"#, "token.grant_type.other"),
    ("Auth Error: 400 - unauthorized_client (client is not authorized to use the client_credential grant type)", "token.grant_type.other"),
    // A5, throttled with a 400.
    (r#"{"error":"invalid_request","description":"rate limit exceeded; try later","error_description":"rate limit exceeded; try later"}"#, "token.throttled.cache"),
    ("Auth Error: 400 - invalid_request (rate limit exceeded; too many token requests)", "token.throttled.cache"),
    ("│ Error: Auth Error: 400 - invalid_request (rate limit exceeded; try again in 30s)\n│\n│   with provider[\"registry.terraform.io/mypurecloud/genesyscloud\"],\n│   on main.tf line 10", "token.throttled.pool"),
    // A6, invalid_grant, by grant.
    ("POST https://login.mypurecloud.com/oauth/token\n\ngrant_type=authorization_code&code=abc&redirect_uri=https%3A%2F%2Fa\n\nHTTP/1.1 400 Bad Request\n\n{\"error\":\"invalid_grant\",\"description\":\"x\",\"error_description\":\"x\"}", "token.invalid_grant.code"),
    ("POST https://login.mypurecloud.com/oauth/token\n\ngrant_type=refresh_token&refresh_token=abc\n\nHTTP/1.1 400 Bad Request\n\n{\"error\":\"invalid_grant\",\"description\":\"x\",\"error_description\":\"x\"}", "token.invalid_grant.refresh"),
    ("POST https://login.mypurecloud.com/oauth/token\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&orgName=a&assertion=b\n\nHTTP/1.1 400 Bad Request\n\n{\"error\":\"invalid_grant\",\"description\":\"x\",\"error_description\":\"x\"}", "token.invalid_grant.saml"),
    (r#"{"error":"invalid_grant","description":"bad","error_description":"bad"}"#, "token.invalid_grant.code"),
    // A1, another address.
    ("curl -i -X POST https://api.mypurecloud.com/oauth/token -u \"$ID:$SECRET\" -d grant_type=client_credentials\nHTTP/2 404\ncontent-type: text/html\n\n<html><body>Not Found</body></html>", "token.address.host"),
    ("curl -X POST https://api.mypurecloud.com/v2/oauth/token -d 'grant_type=client_credentials&client_id=a&client_secret=b'\n\nHTTP/1.1 404 Not Found\n", "token.address.host"),
    ("POST https://login.mypurecloud.com/v2/oauth/token\nHTTP/1.1 404 Not Found\n", "token.address.path"),
    ("POST https://login.mypurecloud.ie/api/v2/oauth/token\nStatus Code: 404 Not Found\n", "token.address.path"),
    ("curl -X POST https://api.mypurecloud.com/api/v2/oauth/token -d grant_type=client_credentials\n{\"code\":\"unauthorized\",\"message\":\"Unauthorized access\"}", "token.address.host"),
    ("POST https://api.us.genesys.cloud/oauth/token\nHTTP/1.1 404 Not Found\n", "token.address.host"),
    // A7, other 400 and 401.
    ("curl -i -u \"$ID:$SECRET\" -H 'Content-Type: application/json' -d '{\"grant_type\":\"client_credentials\"}' https://login.mypurecloud.ie/oauth/token\nHTTP/1.1 400 Bad Request\n", "token.request.json"),
    ("curl -i -d 'grant_type=client_credentials&client_id=a&client_secret=b' https://login.mypurecloud.ie/oauth/token\nHTTP/1.1 401 Unauthorized\n", "token.request.no_basic"),
    ("curl -i -u \"$ID:$SECRET\" -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token\nHTTP/1.1 401 Unauthorized\n", "token.request.client"),
    // A8, browsers.
    ("Access to fetch at 'https://login.mypurecloud.com/oauth/token' from origin 'http://localhost:3000' has been blocked by CORS policy: Response to preflight request doesn't pass access control check", "network.cors.secret"),
    ("POST https://login.mypurecloud.ie/oauth/token net::ERR_FAILED", "network.cors.secret"),
    ("Error: The client credentials grant is not supported in a browser. This is restricted intentionally because it is impossible for client credentials to be handled securely in a browser application.", "sdk.browser.secret"),
    // A9, connections.
    ("curl: (6) Could not resolve host: login.euw1.pure.cloud", "network.name.host"),
    ("curl: (28) Failed to connect to login.mypurecloud.com port 443 after 75000 ms: Operation timed out", "network.firewall"),
    ("requests.exceptions.SSLError: HTTPSConnectionPool(host='login.mypurecloud.com', port=443): Max retries exceeded with url: https://login.mypurecloud.com/oauth/token (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate')))", "network.certificate.inspection"),
    ("Error: Post \"https://login.mypurecloud.com/oauth/token\": dial tcp 1.2.3.4:443: connect: connection refused", "network.firewall"),
    // B, 401 from the API.
    (r#"{"message":"No authentication bearer token specified in authorization header.","code":"authentication.required","status":401,"contextId":"x"}"#, "api.401.header"),
    ("curl -i https://api.mypurecloud.com/api/v2/users -H \"Authorization: Basic $X\"\nHTTP/1.1 401\n\n{\"message\":\"No authentication bearer token specified in authorization header.\",\"code\":\"authentication.required\",\"status\":401,\"contextId\":\"x\"}", "api.401.scheme"),
    (r#"{"message":"Invalid login credentials.","code":"bad.credentials","status":401,"contextId":"a1","details":[],"errors":[]}"#, "api.401.expired"),
    ("login: https://login.mypurecloud.de/oauth/token\nGET https://api.mypurecloud.ie/api/v2/users\nHTTP/1.1 401 Unauthorized\n{\"message\":\"Invalid login credentials.\",\"code\":\"bad.credentials\",\"status\":401,\"contextId\":\"a1\"}", "api.401.region"),
    ("GET /api/v2/tokens/me HTTP/1.1\nHost: api.mypurecloud.ie\nAuthorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl\n\nHTTP/1.1 401 Unauthorized\nININ-Correlation-Id: 5\n\n{\"message\":\"Invalid login credentials.\",\"code\":\"bad.credentials\",\"status\":401,\"contextId\":\"5\"}", "api.401.not_a_token"),
    (r#"{"message":"The supplied credentials are expired and cannot be used.","code":"credentials.expired","status":401,"contextId":"c"}"#, "api.401.expired"),
    (r#"{"message":"x","code":"ip.not.authorized","status":401,"contextId":"c"}"#, "api.ip_not_authorized.list"),
    ("GET https://api.cac1.pure.cloud/api/v2/users\nStatus Code: 401 Unauthorized\n", "api.401.expired"),
    ("requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.mypurecloud.com/api/v2/routing/queues", "api.401.expired"),
    // C, 403.
    (r#"{"message":"Unable to perform the requested action. You are missing the following permission(s): routing:queue:view","code":"missing.permissions","status":403,"contextId":"x"}"#, "api.403.role"),
    (r#"{"MESSAGE":1,"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: a:b:view, c:d:view","code":"MISSING.ANY.PERMISSIONS","status":403,"contextId":"x"}"#, "api.403.role"),
    ("PATCH https://api.mypurecloud.com/api/v2/users/1/profile\nHTTP/1.1 403 Forbidden\n\n{\"message\":\"You are missing the following permission(s): directory:user:edit\",\"code\":\"missing.permissions\",\"status\":403,\"contextId\":\"x\"}", "api.403.user_management"),
    ("│ Error: failed to create queue: API Error: 403 - Unable to perform the requested action. You are missing the following permission(s): routing:queue:add (1b2c-3d)\n│\n│   with genesyscloud_routing_queue.q,", "api.403.role"),
    (r#"{"message":"You are not authorized to perform the requested action.","code":"not.authorized","status":403,"contextId":"x"}"#, "api.403.scopes"),
    ("Error: [access_denied] The application is not authorized\n    at /app/node_modules/purecloud-platform-client-v2/src/ApiClient.js", "token.access_denied.scopes"),
    // D, the user context.
    (r#"{"message":"This request requires a user context. Client credentials cannot be used for requests to this resource.","status":400,"contextId":"x"}"#, "api.user_context.path"),
    ("GET https://api.mypurecloud.com/api/v2/users/me\nHTTP/2 400\n\n{\"message\":\"This request requires a user context. Client credentials cannot be used for requests to this resource.\",\"code\":\"bad.request\",\"status\":400,\"contextId\":\"x\"}", "api.user_context.path"),
    ("ApiException: (400)\nReason: Bad Request\nPureCloudPlatformClientV2\nThis request requires a user context. Client credentials cannot be used for requests to this resource.", "api.user_context.path"),
    // E, 429.
    (r#"{"message":"Rate limit exceeded the maximum [300] requests within [60] seconds","code":"too.many.requests","status":429,"contextId":"x"}"#, "api.429.minute"),
    ("HTTP/1.1 429 Too Many Requests\nRetry-After: 12\ninin-ratelimit-count: 301\ninin-ratelimit-allowed: 300\ninin-ratelimit-reset: 12\nHost: api.mypurecloud.jp\n\n", "api.429.minute"),
    // F, a token that does not decode.
    ("jwt.exceptions.DecodeError: Not enough segments\n# token from https://login.mypurecloud.com/oauth/token", "token.opaque.normal"),
    ("JsonWebTokenError: jwt malformed at Object.verify (genesys-token.js:3)", "token.opaque.normal"),
    // G, 404.
    ("GET https://api.mypurecloud.com/users/me\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{\"message\":\"HTTP 404 Not Found\",\"code\":\"not.found\",\"status\":404,\"contextId\":\"x\"}", "api.404.path"),
    (r#"{"message":"The requested resource was not found.","code":"not.found","status":404,"contextId":"x"}"#, "api.404.path"),
    ("GET https://apps.mypurecloud.com/api/v2/users\nHTTP/1.1 404 Not Found\n<!doctype html><html></html>", "api.404.host"),
    // H, people who cannot log in.
    ("SAML login failed for genesys cloud: the audience in the assertion does not match, invalid audience", "sso.login.audience"),
    ("Since this morning nobody can log in with SSO. Login fails, our IdP certificate expired yesterday.", "sso.login.certificate"),
    ("SSO error: assertion is not yet valid, check clock skew between IdP and SP", "sso.login.clock"),
    ("SAML SSO: some agents are unable to log in, email differs", "sso.login.email"),
    // SDKs.
    ("Traceback (most recent call last):\n  File \"PureCloudPlatformClientV2/api_client.py\", line 380, in get_code_authorization_token\nKeyError: 'refresh_token'", "sdk.refresh_token.inactivity"),
    ("KeyError: 'refresh_token'", "sdk.refresh_token.inactivity"),
    ("ModuleNotFoundError: No module named 'genesyscloud'", "sdk.package.name"),
    ("ERROR: No matching distribution found for genesyscloud", "sdk.package.name"),
    ("ImportError: cannot import name 'PlatformClient' from 'PureCloudPlatformClientV2' (/usr/lib/x.py)", "sdk.package.class"),
    ("ModuleNotFoundError: No module named 'purecloudplatformclientv2'", "sdk.package.case"),
    ("AttributeError: module 'PureCloudPlatformClientV2' has no attribute 'AuthenticationApi'", "sdk.package.class"),
    // A HAR entry, alone and in its log.
    (r#"{"request":{"method":"POST","url":"https://login.mypurecloud.com/oauth/token","headers":[{"name":"Authorization","value":"Basic xxx"}],"postData":{"mimeType":"application/json","text":"{\"grant_type\":\"client_credentials\"}"}},"response":{"status":400,"headers":[],"content":{"mimeType":"application/json","text":"{}"}}}"#, "token.request.json"),
    (r#"{"log":{"entries":[{"request":{"method":"GET","url":"https://api.mypurecloud.de/api/v2/date","headers":[]},"response":{"status":200,"headers":[]}},{"request":{"method":"GET","url":"https://api.mypurecloud.de/api/v2/users/me","headers":[{"name":"authorization","value":"Bearer abc"}]},"response":{"status":400,"headers":[{"name":"ININ-Correlation-Id","value":"9"}],"content":{"mimeType":"application/json","text":"{\"message\":\"This request requires a user context. Client credentials cannot be used for requests to this resource.\",\"code\":\"bad.request\",\"status\":400,\"contextId\":\"9\"}"}}}]}}"#, "api.user_context.path"),
    // What a browser's panel copies.
    ("Request URL:\nhttps://login.mypurecloud.com/oauth/token\nRequest Method:\nPOST\nStatus Code:\n401 Unauthorized\n", "token.request.client"),
];
