

access_token = None
renew_at = 0.0


def bearer(request):
    request.headers["Authorization"] = f"Bearer {access_token}"
    return request


def ensure_token():
    """Only when there is none, or it is about to end: a tenth of its life, five minutes at most."""
    global access_token, renew_at
    if time.time() >= renew_at:
        answer = new_token()
        access_token = answer["access_token"]
        lasts = answer["expires_in"]
        renew_at = time.time() + lasts - min(300, lasts / 10)


def get(path):
    """Any call of the API; once more with a new token when this one was revoked or idle too long."""
    global renew_at
    ensure_token()
    answer = send("GET", api + path, auth=bearer)
    if answer.status_code == 401:
        renew_at = 0.0
        ensure_token()
        answer = send("GET", api + path, auth=bearer)
    return checked(answer)


# What is this token? preserveIdleTTL: asking does not count as use.
me = get("/api/v2/tokens/me?preserveIdleTTL=true")
print(f"client: {me['OAuthClient']['name']}, organisation: {me['organization']['name']}")
