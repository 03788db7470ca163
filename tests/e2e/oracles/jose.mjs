// Tokens signed and encrypted by npm jose (WebCrypto), under keys it made.
import { randomBytes } from "node:crypto";
import {
  CompactEncrypt, CompactSign, FlattenedSign, GeneralSign,
  exportJWK, exportPKCS8, exportSPKI, generateKeyPair, generateSecret,
} from "jose";

const bytes = (text) => new TextEncoder().encode(text);
const PAIRS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

/** A key pair; none where this node's WebCrypto cannot make it. */
async function pair(alg) {
  try {
    return await generateKeyPair(alg, { extractable: true });
  } catch (error) {
    if (alg.startsWith("ML-DSA")) return null;
    throw error;
  }
}

/** `{ made, lacks }`: as openssl's, and the algorithms that this node does not have. */
export async function tokens(claims) {
  const made = [];
  const lacks = [];
  const payload = bytes(JSON.stringify(claims));
  const sign = async (alg, key, keys) => {
    const header = { alg, kid: "oracle" };
    const compact = await new CompactSign(payload).setProtectedHeader(header).sign(key);
    made.push({ by: "jose", alg, token: compact, keys });
    const flattened = await new FlattenedSign(payload).setProtectedHeader(header).sign(key);
    made.push({ by: "jose, flattened", alg, token: JSON.stringify(flattened), keys: keys.slice(0, 1) });
    const general = new GeneralSign(payload);
    general.addSignature(key).setProtectedHeader(header);
    general.addSignature(key).setProtectedHeader({ ...header, typ: "JWT" });
    made.push({ by: "jose, general", alg, token: JSON.stringify(await general.sign()), keys: keys.slice(0, 1) });
  };
  for (const alg of ["HS256", "HS384", "HS512"]) {
    const key = await generateSecret(alg, { extractable: true });
    const jwk = await exportJWK(key);
    await sign(alg, key, [
      { form: "JWK", text: JSON.stringify({ ...jwk, alg, kid: "oracle" }) },
      { form: "secret in base64url", text: jwk.k, reading: "base64url" },
    ]);
  }
  for (const alg of PAIRS) {
    const keys = await pair(alg);
    if (!keys) {
      lacks.push(alg);
      continue;
    }
    const jwk = await exportJWK(keys.publicKey);
    const others = await Promise.all([exportJWK((await pair("ES256")).publicKey), exportJWK((await pair("RS256")).publicKey)]);
    const forms = [
      { form: "JWK", text: JSON.stringify({ ...jwk, alg, use: "sig", kid: "oracle" }) },
      { form: "JWK Set", text: JSON.stringify({ keys: [...others, { ...jwk, kid: "oracle" }] }) },
    ];
    if (!alg.startsWith("ML-DSA")) {
      forms.push({ form: "SPKI in PEM", text: await exportSPKI(keys.publicKey) });
      forms.push({ form: "PKCS #8 in PEM", text: await exportPKCS8(keys.privateKey) });
    }
    await sign(alg, keys.privateKey, forms);
  }
  return { made, lacks };
}

const ENCRYPTIONS = ["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];
const CURVES = ["P-256", "P-384", "P-521", "X25519"];
const SYMMETRIC = ["A128KW", "A192KW", "A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW"];
const PASSWORD = ["PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"];
const AGREED = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"];

/** Encrypted tokens: `[{ by, alg, token, plain, keys }]`, every key management with every encryption. */
export async function encrypted() {
  const made = [];
  const add = async (alg, enc, key, keys) => {
    const plain = `${alg} with ${enc}: ${randomBytes(12).toString("hex")}`;
    const token = await new CompactEncrypt(bytes(plain)).setProtectedHeader({ alg, enc }).encrypt(key);
    made.push({ by: "jose", alg: `${alg}, ${enc}`, token, plain, keys });
  };
  const pairs = [];
  for (const alg of ["RSA-OAEP", "RSA-OAEP-256"]) pairs.push([alg, await generateKeyPair(alg, { extractable: true })]);
  for (const crv of CURVES) {
    for (const alg of AGREED) pairs.push([alg, await generateKeyPair(alg, { crv, extractable: true })]);
  }
  for (const enc of ENCRYPTIONS) {
    const direct = await generateSecret(enc, { extractable: true });
    await add("dir", enc, direct, [{ form: "JWK", text: JSON.stringify(await exportJWK(direct)) }]);
    for (const alg of SYMMETRIC) {
      const key = await generateSecret(alg, { extractable: true });
      await add(alg, enc, key, [{ form: "JWK", text: JSON.stringify(await exportJWK(key)) }]);
    }
    for (const alg of PASSWORD) {
      const password = randomBytes(12).toString("hex");
      await add(alg, enc, bytes(password), [{ form: "password", text: password, reading: "text" }]);
    }
    for (const [alg, keys] of pairs) {
      await add(alg, enc, keys.publicKey, [
        { form: "private JWK", text: JSON.stringify(await exportJWK(keys.privateKey)) },
        { form: "PKCS #8 in PEM", text: await exportPKCS8(keys.privateKey) },
      ]);
    }
  }
  return made;
}
