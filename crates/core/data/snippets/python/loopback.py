def code_of_login(client_id, redirect_uri, challenge):
    """Shows the address to log in at, and waits for the code."""
    state = secrets.token_urlsafe(16)
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "state": state,
    }
    found = {}

    class Redirect(BaseHTTPRequestHandler):
        def do_GET(self):
            # An answer with another state belongs to no login that was begun here.
            asked = parse_qs(urlsplit(self.path).query)
            if asked.get("state") == [state]:
                found.update(asked)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"You can close this page.")

        def log_message(self, *_):
            pass  # The code is in the address, and belongs in no log.

    with HTTPServer(("127.0.0.1", urlsplit(redirect_uri).port), Redirect) as server:
        print(f"Log in: {login}/oauth/authorize?{urlencode(query)}", flush=True)
        while not found:
            server.handle_request()
    if "code" not in found:
        sys.exit(f"no login: {found.get('error', ['?'])[0]}")
    return found["code"][0]


