import json
import os
import sys
import time
from urllib.parse import urlencode, urlsplit

import PureCloudPlatformClientV2 as gc
from PureCloudPlatformClientV2.rest import ApiException

domain = os.environ.get("GENESYS_CLOUD_ENVIRONMENT", "@@DOMAIN@@")
gc.configuration.host = f"https://api.{domain}"
client = gc.api_client.ApiClient()
login = f"https://login.{domain}"

# Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
if gateway := os.environ.get("GENESYS_CLOUD_GATEWAY"):
    at = urlsplit(gateway)
    client.set_gateway(at.hostname, at.scheme, at.port or -1, at.path + "/login", at.path)
    login = f"{gateway}/login"

# The SDK keeps the token, but not how long it lasts: its last answer is kept here.
last_answer = None


def remember(answer):
    global last_answer
    last_answer = answer.data
    return answer


client.get_http_client().set_post_request_hook(remember)


def patiently(call):
    """The SDK itself waits where Retry-After is there. Left are answers without it, and the
    token endpoint, which says "too many" with a 400."""
    for attempt in range(1, 6):
        try:
            return call()
        except ApiException as error:
            busy = error.status in (429, 503) or (
                error.status == 400 and "rate limit exceeded" in str(error.body)
            )
            if not busy or attempt == 5:
                raise
            pause = (error.headers or {}).get("Retry-After", "")
            time.sleep(int(pause) if pause.isdigit() else 2**attempt)


