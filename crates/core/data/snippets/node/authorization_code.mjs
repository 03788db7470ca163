// Renewed here: the SDK renews on a 401 as well, but then fails the call that it renewed for.
client.config.refresh_access_token = false;

// By the refresh token when there is one, else by the code that the login sent to your server.
async function newToken() {
  const id = wanted('GENESYS_CLOUD_CLIENT_ID');
  const secret = wanted('GENESYS_CLOUD_CLIENT_SECRET');
  const redirectUri = wanted('GENESYS_CLOUD_REDIRECT_URI');
  // The SDK keeps it. There is none while the inactivity timeout is on.
  const { refreshToken } = client.authData;
  const code = process.env.GENESYS_CLOUD_AUTH_CODE;
  if (!refreshToken && !code) {
    const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: redirectUri });
    throw new Error(`Log in, then set GENESYS_CLOUD_AUTH_CODE: ${login}/oauth/authorize?${query}`);
  }
  return refreshToken
    ? client.refreshCodeAuthorizationGrant(id, secret, refreshToken)
    : client.loginCodeAuthorizationGrant(id, secret, code, redirectUri);
}
