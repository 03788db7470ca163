def new_token():
    """The file holds what the identity provider posted as SAMLResponse: base64, here on one line."""
    pair = (os.environ["GENESYS_CLOUD_CLIENT_ID"], os.environ["GENESYS_CLOUD_CLIENT_SECRET"])
    with open(os.environ["GENESYS_CLOUD_SAML_ASSERTION_FILE"], encoding="ascii") as file:
        assertion = "".join(file.read().split())
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:saml2-bearer",
        "orgName": os.environ["GENESYS_CLOUD_ORG_NAME"],
        "assertion": assertion,
    }
    return checked(send("POST", f"{login}/oauth/token", auth=pair, data=form))
