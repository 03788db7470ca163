
# The value of the Basic header. No line break may get into it: printf writes none, tr takes base64's out.
basic() {
  printf 'Basic %s' "$(printf '%s:%s' "$GENESYS_CLOUD_CLIENT_ID" "$GENESYS_CLOUD_CLIENT_SECRET" | base64 | tr -d '\n')"
}
