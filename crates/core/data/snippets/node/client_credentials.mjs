function newToken() {
  return client.loginClientCredentialsGrant(
    wanted('GENESYS_CLOUD_CLIENT_ID'),
    wanted('GENESYS_CLOUD_CLIENT_SECRET'),
  );
}
