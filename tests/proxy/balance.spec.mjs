// No state: three copies behind the nginx of deploy/, under load, while copies end. Ended with SIGTERM, none of the
// requests may fail; killed with SIGKILL, none but those that were under way on the killed copy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CLIENTS, failures, load, told } from "./load.mjs";
import { start } from "./world.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world?.stop());

/** nginx leaves a copy out for five seconds after a failure, and takes it back with the next request. */
const BACK = 5500;

test("each copy serves, and a token from one is good with all", async () => {
  const clients = load(world);
  await sleep(1500);
  const notes = await clients.stop();
  assert.deepEqual(told(failures(notes)), []);
  const counts = await Promise.all(world.copies.map((copy) => copy.answered()));
  console.log(`balance: ${notes.length} requests by ${CLIENTS} clients, answered by the copies: ${counts.join(", ")}`);
  for (const count of counts) assert.ok(count > notes.length / 6, `${counts}`);
});

test("one copy after the other is ended with SIGTERM and started again: no request fails", async () => {
  const clients = load(world);
  const ends = [];
  for (const copy of world.copies) {
    await sleep(1000);
    ends.push(await copy.end("SIGTERM"));
    await sleep(1000);
    await copy.start();
    await sleep(BACK);
  }
  const notes = await clients.stop();
  const took = ends.map((end) => `${(end.took / 1000).toFixed(1)} s`);
  console.log(`balance: SIGTERM to each in turn: ${notes.length} requests, ${failures(notes).length} failed; ended after ${took.join(", ")}`);
  assert.deepEqual(told(failures(notes)), []);
  for (const end of ends) {
    assert.equal(end.code, 0);
    assert.ok(end.took < 10_000, `${end.took} ms`);
  }
});

test("a copy is killed with SIGKILL: only what was under way on it fails", async () => {
  const clients = load(world);
  await sleep(1500);
  const end = await world.copies[1].end("SIGKILL");
  await sleep(2500);
  const notes = await clients.stop();
  const failed = failures(notes);
  console.log(`balance: SIGKILL: ${notes.length} requests, ${failed.length} failed: ${failed.map((note) => note.method).join(" ")}`);
  // nginx may have handed one to the copy's kept connection before it heard that this was closed.
  const HEARD = 50;
  for (const note of failed) {
    assert.equal(note.method, "POST", told([note])[0]);
    assert.ok(note.began < end.at + HEARD, `${told([note])[0]}, killed at ${Math.round(end.at)} ms`);
    assert.ok(note.ended >= end.at, told([note])[0]);
  }
  assert.ok(failed.length <= CLIENTS);
});
