refresh_token = None


def new_token():
    """By the refresh token when there is one, else by the code that the login sent to your server."""
    global refresh_token
    pair = (os.environ["GENESYS_CLOUD_CLIENT_ID"], os.environ["GENESYS_CLOUD_CLIENT_SECRET"])
    redirect_uri = os.environ["GENESYS_CLOUD_REDIRECT_URI"]
    code = os.environ.get("GENESYS_CLOUD_AUTH_CODE")
    if refresh_token:
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    elif code:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
    else:
        query = {"response_type": "code", "client_id": pair[0], "redirect_uri": redirect_uri}
        sys.exit(f"Log in, then set GENESYS_CLOUD_AUTH_CODE: {login}/oauth/authorize?{urlencode(query)}")
    answer = checked(send("POST", f"{login}/oauth/token", auth=pair, data=form))
    # There is none while the inactivity timeout is on.
    refresh_token = answer.get("refresh_token")
    return answer
