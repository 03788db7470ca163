def new_token():
    """Sends the user to the login; the code comes back to this machine."""
    client_id = os.environ["GENESYS_CLOUD_CLIENT_ID"]
    redirect_uri = os.environ.get("GENESYS_CLOUD_REDIRECT_URI", "http://localhost:8765/")
    # From secrets: generate_pkce_code_verifier of the SDK draws from a generator that can be guessed.
    verifier = secrets.token_urlsafe(64)
    code = code_of_login(client_id, redirect_uri, client.compute_pkce_code_challenge(verifier))
    client.get_pkce_token(client_id, verifier, code, redirect_uri)
