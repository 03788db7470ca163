import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import platformClient from 'purecloud-platform-client-v2';

const client = platformClient.ApiClient.instance;
const domain = process.env.GENESYS_CLOUD_ENVIRONMENT ?? '@@DOMAIN@@';
client.setEnvironment(domain);
client.setReturnExtendedResponses(true); // Status and headers are needed below.
let login = `https://login.${domain}`;

// Where requests go instead, if there is a gateway before Genesys Cloud: http://127.0.0.1:8080/path
const gateway = process.env.GENESYS_CLOUD_GATEWAY;
if (gateway) {
  const { hostname, protocol, port, pathname } = new URL(gateway);
  const path = pathname.replace(/\/$/, '');
  client.setGateway({
    host: hostname,
    protocol: protocol.replace(':', ''),
    port: port === '' ? -1 : Number(port),
    path_params_login: `${path}/login`,
    path_params_api: path,
  });
  login = `${gateway}/login`;
}

const wanted = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

// What the service answered, without the request: that holds the secret, and belongs in no log.
const said = (error) => {
  const { status, headers, data, body } = error.response ?? error;
  return { status, headers: headers ?? {}, body: data ?? body };
};

// Waits as long as Retry-After says; the token endpoint says "too many" with a 400.
async function patiently(request) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const { status, headers, body } = said(error);
      if (status === undefined) throw new Error(error.message); // Not the error: it holds the request.
      const busy =
        status === 429 ||
        status === 503 ||
        (status === 400 && JSON.stringify(body).includes('rate limit exceeded'));
      if (!busy || attempt === 5) {
        throw Object.assign(new Error(`HTTP ${status}: ${JSON.stringify(body)}`), { status });
      }
      const pause = Number.parseInt(headers['retry-after'], 10);
      await sleep(1000 * (Number.isNaN(pause) ? 2 ** attempt : pause));
    }
  }
}

