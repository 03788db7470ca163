
: "${GENESYS_CLOUD_CLIENT_ID:?}" "${GENESYS_CLOUD_CLIENT_SECRET:?}" "${GENESYS_CLOUD_REDIRECT_URI:?}"
token_file=$kept/$GENESYS_CLOUD_CLIENT_ID.json

# By the refresh token when there is one, else by the code that the login sent to the redirect URI.
new_token() {
  jq -j '.refresh_token // empty' "$token_file" >"$scratch/refresh" 2>/dev/null || true
  if [[ -s $scratch/refresh ]]; then
    request "$(basic)" "$login/oauth/token" -d grant_type=refresh_token \
      --data-urlencode "refresh_token@$scratch/refresh"
    [[ $status == 200 ]] && return
  fi
  if [[ -z ${GENESYS_CLOUD_AUTH_CODE:-} ]]; then
    echo "Log in at this address, then run this again with GENESYS_CLOUD_AUTH_CODE set to the code:" >&2
    echo "$login/oauth/authorize?$(jq -nr '{response_type: "code", client_id: env.GENESYS_CLOUD_CLIENT_ID,
      redirect_uri: env.GENESYS_CLOUD_REDIRECT_URI} | to_entries | map("\(.key)=\(.value | @uri)") | join("&")')" >&2
    exit 2
  fi
  request "$(basic)" "$login/oauth/token" -d grant_type=authorization_code \
    --data-urlencode "code=$GENESYS_CLOUD_AUTH_CODE" \
    --data-urlencode "redirect_uri=$GENESYS_CLOUD_REDIRECT_URI"
}
