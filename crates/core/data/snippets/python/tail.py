

renew_at = 0.0


def ensure_token():
    """Only when there is none, or it is about to end: a tenth of its life, five minutes at most."""
    global renew_at
    if time.time() >= renew_at:
        patiently(new_token)
        lasts = json.loads(last_answer)["expires_in"]
        renew_at = time.time() + lasts - min(300, lasts / 10)


def call(request):
    """Any call of the API; once more with a new token when this one was revoked or idle too long."""
    global renew_at
    ensure_token()
    try:
        return patiently(request)
    except ApiException as error:
        if error.status != 401:
            raise
    renew_at = 0.0
    ensure_token()
    return patiently(request)


# What is this token? preserve_idle_ttl: asking does not count as use.
me = call(lambda: gc.TokensApi(client).get_tokens_me(preserve_idle_ttl=True))
print(f"client: {me.o_auth_client.name}, organisation: {me.organization.name}")
