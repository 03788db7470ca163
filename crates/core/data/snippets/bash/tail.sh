
# keep_token: asks for a token and keeps it with the second from which on it is to be replaced,
# a tenth of its life before the end, five minutes at most.
keep_token() {
  new_token
  [[ $status == 200 ]] || give_up "no token"
  jq --argjson now "$(date +%s)" \
    '. + {renew_at: ($now + .expires_in - ([.expires_in / 10, 300] | min | floor))}' \
    "$scratch/body" >"$token_file"
}

# Only one that is there and not about to end is used again.
jq -e --argjson now "$(date +%s)" '.renew_at > $now' "$token_file" >/dev/null 2>&1 || keep_token

# What is this token? preserveIdleTTL: asking does not count as use.
ask() {
  request "Bearer $(jq -r .access_token "$token_file")" "$api/api/v2/tokens/me?preserveIdleTTL=true"
}
ask
# It was revoked or idle for too long: once with a new one.
if [[ $status == 401 ]]; then
  keep_token
  ask
fi
[[ $status == 200 ]] || give_up "tokens/me"
jq -r '"client: \(.OAuthClient.name), organisation: \(.organization.name)"' "$scratch/body"
