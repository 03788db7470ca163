// Shows the address to log in at, and waits until the code comes back to this machine.
function codeOfLogin(id, redirectUri, challenge) {
  const state = randomBytes(16).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: id,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state,
  });
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      response.end('You can close this page.');
      const asked = new URL(request.url, redirectUri).searchParams;
      // An answer with another state belongs to no login that was begun here.
      if (asked.get('state') !== state) return;
      server.close();
      server.closeAllConnections();
      if (asked.has('code')) resolve(asked.get('code'));
      else reject(new Error(`no login: ${asked.get('error')}`));
    });
    server.listen(Number(new URL(redirectUri).port), '127.0.0.1', () => {
      console.log(`Log in: ${login}/oauth/authorize?${query}`);
    });
  });
}

// There is no secret: the verifier shows that it was this program that sent the user to the login.
async function newToken() {
  const id = wanted('GENESYS_CLOUD_CLIENT_ID');
  const redirectUri = process.env.GENESYS_CLOUD_REDIRECT_URI ?? 'http://localhost:8765/';
  const verifier = randomBytes(64).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const code = await codeOfLogin(id, redirectUri, challenge);
  return client.authorizePKCEGrant(id, verifier, code, redirectUri);
}
