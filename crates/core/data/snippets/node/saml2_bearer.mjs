// The file holds what the identity provider posted as SAMLResponse: base64, here on one line.
function newToken() {
  const file = readFileSync(wanted('GENESYS_CLOUD_SAML_ASSERTION_FILE'), 'ascii');
  return client.loginSaml2BearerGrant(
    wanted('GENESYS_CLOUD_CLIENT_ID'),
    wanted('GENESYS_CLOUD_CLIENT_SECRET'),
    wanted('GENESYS_CLOUD_ORG_NAME'),
    file.replace(/\s/g, ''),
  );
}
