def new_token():
    """Sends the user to the login; the code comes back to this machine. There is no secret."""
    client_id = os.environ["GENESYS_CLOUD_CLIENT_ID"]
    redirect_uri = os.environ.get("GENESYS_CLOUD_REDIRECT_URI", "http://localhost:8765/")
    verifier = secrets.token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    challenge = base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
    form = {
        "grant_type": "authorization_code",
        "code": code_of_login(client_id, redirect_uri, challenge),
        "code_verifier": verifier,
        "client_id": client_id,
        "redirect_uri": redirect_uri,
    }
    return checked(send("POST", f"{login}/oauth/token", data=form))
