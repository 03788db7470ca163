// Programs that sign, run as anyone would run them, and what their answers need to become a token.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a program is there; what it says of itself. */
export function version(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return status === null ? null : (stdout || stderr).trim().split("\n")[0];
}

/** Runs a program; what it wrote, as bytes. Fails with what it says where it fails. */
export function run(program, args, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, maxBuffer: 1 << 26 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** A folder for the keys of one run; gone with it. */
export class Folder {
  #path = mkdtempSync(join(tmpdir(), "claimlens-oracles-"));

  path(name) {
    return join(this.#path, name);
  }

  write(name, content) {
    writeFileSync(this.path(name), content, { mode: 0o600 });
    return this.path(name);
  }

  read(name) {
    return readFileSync(this.path(name), "utf8");
  }

  remove() {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

export const b64u = (content) => Buffer.from(content).toString("base64url");

/** What is signed, with nothing in it that two makers would write alike. */
export const input = (alg, claims) => `${b64u(JSON.stringify({ alg, typ: "JWT" }))}.${b64u(JSON.stringify(claims))}`;

/** R and S of fixed length out of an ASN.1 SEQUENCE of two INTEGERs, as JOSE has them. */
export function rawSignature(der, size) {
  let at = der[1] & 0x80 ? 2 + (der[1] & 0x7f) : 2;
  const integer = () => {
    const length = der[at + 1];
    const digits = der.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    const bare = digits[0] === 0 ? digits.subarray(1) : digits;
    return Buffer.concat([Buffer.alloc(size - bare.length), bare]);
  };
  return Buffer.concat([integer(), integer()]);
}
