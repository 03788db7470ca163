
let renewAt = 0;

// Only when there is none, or it is about to end: a tenth of its life, five minutes at most.
async function ensureToken() {
  if (Date.now() >= renewAt) {
    const { tokenExpiryTime } = await patiently(newToken);
    const lasts = tokenExpiryTime - Date.now();
    renewAt = tokenExpiryTime - Math.min(300_000, lasts / 10);
  }
}

// Any call of the API; once more with a new token when this one was revoked or idle too long.
async function call(request) {
  await ensureToken();
  try {
    return (await patiently(request)).body;
  } catch (error) {
    if (error.status !== 401) throw error;
  }
  renewAt = 0;
  await ensureToken();
  return (await patiently(request)).body;
}

// What is this token? preserveIdleTTL: asking does not count as use.
const tokens = new platformClient.TokensApi();
const me = await call(() => tokens.getTokensMe({ preserveIdleTTL: true }));
console.log(`client: ${me.OAuthClient.name}, organisation: ${me.organization.name}`);
