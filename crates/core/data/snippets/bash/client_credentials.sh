
: "${GENESYS_CLOUD_CLIENT_ID:?}" "${GENESYS_CLOUD_CLIENT_SECRET:?}"
token_file=$kept/$GENESYS_CLOUD_CLIENT_ID.json

new_token() {
  request "$(basic)" "$login/oauth/token" -d grant_type=client_credentials
}
