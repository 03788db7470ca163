def new_token():
    """By the refresh token when there is one, else by the code that the login sent to your server."""
    client_id = os.environ["GENESYS_CLOUD_CLIENT_ID"]
    secret = os.environ["GENESYS_CLOUD_CLIENT_SECRET"]
    redirect_uri = os.environ["GENESYS_CLOUD_REDIRECT_URI"]
    code = os.environ.get("GENESYS_CLOUD_AUTH_CODE")
    try:
        if client.refresh_token:
            client.refresh_code_authorization_token(client_id, secret, client.refresh_token)
        elif code:
            client.get_code_authorization_token(client_id, secret, code, redirect_uri)
        else:
            query = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri}
            sys.exit(f"Log in, then set GENESYS_CLOUD_AUTH_CODE: {login}/oauth/authorize?{urlencode(query)}")
    except KeyError:
        # No refresh token in the answer: the inactivity timeout is on. The token itself is there.
        client.refresh_token = ""
