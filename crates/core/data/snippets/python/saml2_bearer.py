def new_token():
    """The file holds what the identity provider posted as SAMLResponse: base64, here on one line."""
    with open(os.environ["GENESYS_CLOUD_SAML_ASSERTION_FILE"], encoding="ascii") as file:
        assertion = "".join(file.read().split())
    client.get_saml2bearer_token(
        os.environ["GENESYS_CLOUD_CLIENT_ID"],
        os.environ["GENESYS_CLOUD_CLIENT_SECRET"],
        os.environ["GENESYS_CLOUD_ORG_NAME"],
        assertion,
    )
