// A token with one bit of it changed: of what its parts decode to, and of its characters.
import { randomInt } from "node:crypto";
import { b64u } from "./tools.mjs";

/** Every bit of the bytes, each in a copy. */
function* bits(bytes) {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] ^= 1 << (bit & 7);
    yield copy;
  }
}

/** Every token that differs in one bit of what its part number `at` decodes to, encoded to the letter again. */
export function* decoded(token, at) {
  const parts = token.split(".");
  for (const changed of bits(Buffer.from(parts[at], "base64url"))) yield parts.with(at, b64u(changed)).join(".");
}

/** Every token that differs in one bit of one of its characters: those of ASCII have seven. */
export function* written(token) {
  for (let at = 0; at < token.length; at += 1) {
    for (let bit = 0; bit < 7; bit += 1) {
      yield token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << bit)) + token.slice(at + 1);
    }
  }
}

/** So many of them, by lot; all where there are fewer. */
export function some(all, count) {
  const list = [...all];
  for (let at = 0; at < Math.min(count, list.length); at += 1) {
    const other = randomInt(at, list.length);
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list.slice(0, count);
}
