// Tokens signed by openssl's program, under keys it made, and the keys in every form that it and
// ssh-keygen write. JWK alone are written by node, which openssl does not know.
import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { b64u, input, rawSignature, run, version } from "./tools.mjs";

const HASHES = ["256", "384", "512"];
const CURVES = [
  ["ES256", "P-256", 32, "256"],
  ["ES384", "P-384", 48, "384"],
  ["ES512", "P-521", 66, "512"],
  ["ES256K", "secp256k1", 32, "256"],
];
const PSS = (bits) => ["-sigopt", "rsa_padding_mode:pss", "-sigopt", `rsa_pss_saltlen:${bits / 8}`];

/** Whether it is there; what it is. */
export const openssl = () => version("openssl", ["version"]);

/** Whether ssh-keygen is there: it says its usage where it is asked for nothing it knows. */
const hasSshKeygen = () => version("ssh-keygen", ["-?"]) !== null;

/** The forms of a key: `[{ form, text }]`. `folder` holds the private key as `name`. */
function forms(folder, name, { rsa = false, ec = false, ssh = false } = {}) {
  const file = folder.path(name);
  const say = (...args) => run("openssl", args).toString();
  const spki = say("pkey", "-in", file, "-pubout");
  const der = run("openssl", ["pkey", "-in", file, "-pubout", "-outform", "DER"]);
  const jwk = createPublicKey(spki).export({ format: "jwk" });
  const found = [
    { form: "SPKI in PEM", text: spki },
    { form: "SPKI in base64", text: der.toString("base64") },
    { form: "SPKI in hexadecimal", text: der.toString("hex") },
    { form: "PKCS #8 in PEM", text: folder.read(name) },
    { form: "certificate", text: say("req", "-x509", "-new", "-key", file, "-subj", "/CN=oracle.example", "-days", "30") },
    { form: "JWK", text: JSON.stringify(jwk) },
    { form: "private JWK", text: JSON.stringify(createPrivateKey(folder.read(name)).export({ format: "jwk" })) },
    { form: "JWK Set", text: JSON.stringify({ keys: [{ kty: "OKP", crv: "X25519", x: b64u(randomBytes(32)) }, jwk] }) },
  ];
  if (rsa) {
    found.push({ form: "PKCS #1 in PEM", text: say("rsa", "-in", file, "-RSAPublicKey_out") });
    found.push({ form: "private PKCS #1 in PEM", text: say("rsa", "-in", file, "-traditional") });
  }
  if (ec) found.push({ form: "SEC 1 in PEM", text: say("ec", "-in", file) });
  if (ssh && hasSshKeygen()) {
    const pub = folder.write(`${name}.pub`, spki);
    found.push({ form: "OpenSSH", text: run("ssh-keygen", ["-i", "-m", "PKCS8", "-f", pub]).toString() });
  }
  return found;
}

/** `[{ by, alg, token, keys: [{ form, text, reading? }] }]`. */
export function tokens(folder, claims) {
  const all = [];
  const add = (alg, keys, sign) => {
    const text = input(alg, claims);
    all.push({ by: "openssl", alg, token: `${text}.${b64u(sign(text))}`, keys });
  };
  const key = (name, ...args) => folder.write(name, run("openssl", ["genpkey", ...args]));
  for (const bits of HASHES) {
    const secret = randomBytes(bits / 8);
    const keys = [
      { form: "secret in base64", text: secret.toString("base64"), reading: "base64" },
      { form: "secret in base64url", text: b64u(secret), reading: "base64url" },
      { form: "secret in hexadecimal", text: secret.toString("hex"), reading: "hex" },
      { form: "JWK", text: JSON.stringify({ kty: "oct", k: b64u(secret) }) },
    ];
    add(`HS${bits}`, keys, (text) =>
      run("openssl", ["dgst", `-sha${bits}`, "-mac", "HMAC", "-macopt", `hexkey:${secret.toString("hex")}`, "-binary"], text));
  }
  for (const size of [2048, 4096]) {
    const file = key(`rsa${size}.pem`, "-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${size}`);
    const keys = forms(folder, `rsa${size}.pem`, { rsa: true, ssh: true });
    for (const bits of size === 2048 ? HASHES : ["256"]) {
      const sign = (extra) => (text) => run("openssl", ["dgst", `-sha${bits}`, "-sign", file, ...extra], text);
      add(`RS${bits}`, keys, sign([]));
      add(`PS${bits}`, keys, sign(PSS(bits)));
    }
  }
  for (const [alg, curve, size, bits] of CURVES) {
    const file = key(`${alg}.pem`, "-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${curve}`);
    const keys = forms(folder, `${alg}.pem`, { ec: true, ssh: alg !== "ES256K" });
    // Several, so that a high and a low S are among them, and numbers that are shorter.
    for (let again = 0; again < 4; again += 1) {
      add(alg, keys, (text) => rawSignature(run("openssl", ["dgst", `-sha${bits}`, "-sign", file], text), size));
    }
  }
  for (const curve of ["Ed25519", "Ed448"]) {
    const file = key(`${curve}.pem`, "-algorithm", curve);
    const keys = forms(folder, `${curve}.pem`, {});
    for (const alg of ["EdDSA", curve]) {
      add(alg, keys, (text) => {
        // It takes what it signs as a whole from a file.
        const message = folder.write("message", text);
        return run("openssl", ["pkeyutl", "-sign", "-rawin", "-inkey", file, "-in", message]);
      });
    }
  }
  return all;
}

/** A token signed with a key that ssh-keygen made, and that key as it writes it; none without the program. */
export function sshTokens(folder, claims) {
  if (!hasSshKeygen()) return [];
  const file = folder.path("ssh");
  run("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "", "-f", file]);
  const text = input("RS256", claims);
  const signature = run("openssl", ["dgst", "-sha256", "-sign", file], text);
  const keys = [
    { form: "OpenSSH, by ssh-keygen", text: folder.read("ssh.pub") },
    { form: "private PEM, by ssh-keygen", text: folder.read("ssh") },
  ];
  return [{ by: "openssl, ssh-keygen's key", alg: "RS256", token: `${text}.${b64u(signature)}`, keys }];
}
