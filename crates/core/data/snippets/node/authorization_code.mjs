let refreshToken;

// By the refresh token when there is one, else by the code that the login sent to your server.
async function newToken() {
  const id = wanted('GENESYS_CLOUD_CLIENT_ID');
  const secret = wanted('GENESYS_CLOUD_CLIENT_SECRET');
  const redirectUri = wanted('GENESYS_CLOUD_REDIRECT_URI');
  const code = process.env.GENESYS_CLOUD_AUTH_CODE;
  if (!refreshToken && !code) {
    const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: redirectUri });
    throw new Error(`Log in, then set GENESYS_CLOUD_AUTH_CODE: ${login}/oauth/authorize?${query}`);
  }
  const answer = refreshToken
    ? await client.refreshCodeAuthorizationGrant(id, secret, refreshToken)
    : await client.loginCodeAuthorizationGrant(id, secret, code, redirectUri);
  // There is none while the inactivity timeout is on.
  refreshToken = answer.refreshToken;
  return answer;
}
