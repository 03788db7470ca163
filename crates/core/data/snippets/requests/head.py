import os
import sys
import time
from urllib.parse import urlencode, urlsplit

import requests

domain = os.environ.get("GENESYS_CLOUD_ENVIRONMENT", "@@DOMAIN@@")
# Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
gateway = os.environ.get("GENESYS_CLOUD_GATEWAY")
login = f"{gateway}/login" if gateway else f"https://login.{domain}"
api = gateway or f"https://api.{domain}"

session = requests.Session()


def send(method, url, **options):
    """Waits as long as Retry-After says; the token endpoint says "too many" with a 400."""
    for attempt in range(1, 6):
        answer = session.request(method, url, timeout=30, allow_redirects=False, **options)
        busy = answer.status_code in (429, 503) or (
            answer.status_code == 400 and "rate limit exceeded" in answer.text
        )
        if not busy or attempt == 5:
            return answer
        pause = answer.headers.get("Retry-After", "")
        time.sleep(int(pause) if pause.isdigit() else 2**attempt)


def checked(answer):
    if not answer.ok:
        sys.exit(f"HTTP {answer.status_code}: {answer.text}")
    return answer.json()


