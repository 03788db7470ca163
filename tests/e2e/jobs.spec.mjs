// What people came for, from start to end, as each of them would do it. Choosing a grant is in pages.spec.mjs, the
// migration in walkthrough.spec.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, launched, visit } from "./browser.mjs";
import { OPAQUE, access } from "./tokens.mjs";

const browser = await launched();

/** The first of the likely causes. */
const firstCause = (seen) => seen.text(".part ol > li");

const exchange = (request, status, headers, body) => [
  `$ curl -i https://${request} -H "Authorization: Bearer ${OPAQUE}"`,
  `HTTP/2 ${status}`,
  "ININ-Correlation-Id: 5f1c0f9e-0000-4000-8000-000000000000",
  ...headers,
  "",
  JSON.stringify(body),
].join("\n");

test("what a token allows and when it is to be renewed: within 300 s of its end it says so", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access({ exp: NOW + 299 }));
  assert.match(await seen.claimlens.headline(), /expires in .*within the renewal margin \(300 s\)/);
  assert.match(await seen.text("#scopes"), /orders:read.*orders:write/);
  await seen.claimlens.replace(access({ exp: NOW + 3600 }));
  assert.match(await seen.claimlens.headline(), /Expires in/);
  assert.doesNotMatch(await seen.claimlens.headline(), /renewal margin/);
  await seen.end();
});

const errors = [
  ["401 from the API", exchange("api.mypurecloud.ie/api/v2/users", 401, [], { message: "Invalid login credentials.", code: "bad.credentials", status: 401 }), /401/, /expired|idle|revoked/i],
  ["401 from the token endpoint", '$ curl -i -u "$ID:$SECRET" -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token\nHTTP/2 401\n\n{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}', /secret is wrong/, /secret/i],
  ["403", exchange("api.mypurecloud.ie/api/v2/routing/queues", 403, [], { message: "You are missing the following permission(s): routing:queue:view", code: "missing.permissions", status: 403 }), /lacks a permission.*routing:queue:view/, /role/i],
  ["429", exchange("api.mypurecloud.ie/api/v2/users", 429, ["Retry-After: 17"], { message: "Rate limit exceeded the maximum [300] requests within [60] seconds", code: "too.many.requests", status: 429 }), /429/, /./],
];
for (const [name, text, headline, cause] of errors) {
  test(`why it answered ${name}: the cause, and what to do`, async () => {
    const seen = await visit(browser, { now: NOW });
    await seen.claimlens.replace(text);
    assert.match(await seen.claimlens.headline(), headline);
    assert.match(await firstCause(seen), cause);
    assert.ok((await seen.page.locator(".steps li").count()) > 0, "no step says what to do next");
    if (name === "429") assert.match(await seen.text(".steps"), /17/);
    await seen.end();
  });
}
