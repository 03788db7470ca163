
: "${GENESYS_CLOUD_CLIENT_ID:?}" "${GENESYS_CLOUD_CLIENT_SECRET:?}"
: "${GENESYS_CLOUD_ORG_NAME:?}" "${GENESYS_CLOUD_SAML_ASSERTION_FILE:?}"
token_file=$kept/$GENESYS_CLOUD_CLIENT_ID.json

# The file holds what the identity provider posted as SAMLResponse: base64, on one line here.
new_token() {
  tr -d '\r\n' <"$GENESYS_CLOUD_SAML_ASSERTION_FILE" >"$scratch/assertion"
  request "$(basic)" "$login/oauth/token" \
    --data-urlencode grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer \
    --data-urlencode "orgName=$GENESYS_CLOUD_ORG_NAME" \
    --data-urlencode "assertion@$scratch/assertion"
}
