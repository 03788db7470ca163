
: "${GENESYS_CLOUD_CLIENT_ID:?}" "${GENESYS_CLOUD_REDIRECT_URI:?}"
token_file=$kept/$GENESYS_CLOUD_CLIENT_ID.json
verifier_file=$kept/$GENESYS_CLOUD_CLIENT_ID.verifier

base64url() { base64 | tr -d '\n=' | tr '+/' '-_'; }

# Without a secret: the verifier shows that it was this program that sent the user to the login.
new_token() {
  if [[ -z ${GENESYS_CLOUD_AUTH_CODE:-} || ! -s $verifier_file ]]; then
    head -c 48 /dev/urandom | base64url >"$verifier_file"
    local challenge
    challenge=$(openssl dgst -sha256 -binary "$verifier_file" | base64url)
    echo "Log in at this address, then run this again with GENESYS_CLOUD_AUTH_CODE set to the code:" >&2
    echo "$login/oauth/authorize?$(jq -nr --arg challenge "$challenge" '{response_type: "code",
      client_id: env.GENESYS_CLOUD_CLIENT_ID, redirect_uri: env.GENESYS_CLOUD_REDIRECT_URI,
      code_challenge: $challenge, code_challenge_method: "S256"}
      | to_entries | map("\(.key)=\(.value | @uri)") | join("&")')" >&2
    exit 2
  fi
  request "" "$login/oauth/token" -d grant_type=authorization_code \
    --data-urlencode "code=$GENESYS_CLOUD_AUTH_CODE" \
    --data-urlencode "code_verifier@$verifier_file" \
    --data-urlencode "client_id=$GENESYS_CLOUD_CLIENT_ID" \
    --data-urlencode "redirect_uri=$GENESYS_CLOUD_REDIRECT_URI"
  rm -f "$verifier_file" # It is good for one login.
}
