#!/usr/bin/env bash
set -euo pipefail

# Instead of a profile in ~/.gc/config.toml, where the secret would lie in the clear:
#   GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, from the vault.
: "${GENESYSCLOUD_OAUTHCLIENT_ID:?}" "${GENESYSCLOUD_OAUTHCLIENT_SECRET:?}"
export GENESYSCLOUD_REGION=${GENESYSCLOUD_REGION:-@@AWS_REGION@@}

# The tool asks for the token by itself, and repeats what was answered 429.
# What is this token? preserveIdleTTL: asking does not count as use.
gc tokens me get --preserveIdleTTL true
