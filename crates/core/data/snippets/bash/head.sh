#!/usr/bin/env bash
set -euo pipefail

domain=${GENESYS_CLOUD_ENVIRONMENT:-@@DOMAIN@@}
# Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
gateway=${GENESYS_CLOUD_GATEWAY:-}
login=${gateway:+$gateway/login}
login=${login:-https://login.$domain}
api=${gateway:-https://api.$domain}

umask 077 # What is written below is for its owner alone.
kept=${XDG_CACHE_HOME:-$HOME/.cache}/genesys-cloud
mkdir -p "$kept"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# request AUTHORIZATION CURL-ARGUMENTS…: leaves the answer in $scratch/body and its status in $status.
# Waits as long as Retry-After says; the token endpoint says "too many" with a 400.
# The header goes to curl by a pipe: arguments can be read by everybody on the machine.
request() {
  local authorization=$1 attempt pause
  shift
  for attempt in 1 2 3 4 5; do
    status=$({ [[ -z $authorization ]] || printf 'Authorization: %s\n' "$authorization"; } |
      curl -sS --max-time 30 -H @- -D "$scratch/headers" -o "$scratch/body" -w '%{http_code}' "$@")
    case $status in
      429 | 503) ;;
      400) grep -q 'rate limit exceeded' "$scratch/body" || return 0 ;;
      *) return 0 ;;
    esac
    pause=$(tr -d '\r' <"$scratch/headers" | awk 'tolower($1) == "retry-after:" { print $2 }' | tail -n 1)
    [[ $pause =~ ^[0-9]+$ ]] || pause=$((2 ** attempt))
    ((attempt == 5)) || sleep "$pause"
  done
}

# Ends with what the service said.
give_up() {
  printf '%s: HTTP %s: ' "$1" "$status" >&2
  cat "$scratch/body" >&2
  exit 1
}
