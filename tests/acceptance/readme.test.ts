import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { eventually } from '../support/client.ts';
import { joinRoom } from '../support/participants.ts';
import { findFreePort } from '../support/server.ts';
import { bareEnvironment, becomesReady, type Checkout, makeCheckout, npmStart, type StackFile, type Start, stopStart } from './support/npm-start.ts';

const run = promisify(execFile);

let checkout: Checkout;
let start: Start;
let port: number;
let readme: string;

before(async () => {
  checkout = await makeCheckout();
  readme = await readFile(join(checkout.path, 'README.md'), 'utf8');
  port = await findFreePort();
  start = npmStart(checkout, { PORT: String(port) });
  await becomesReady(start, port, 300_000);
});
after(async () => {
  await stopStart(start, join(checkout.path, '.plenum'));
  await checkout.remove();
});

/** The commands of the README in their order, as one would type them. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) => block.replaceAll('\\\n', ' ').trim().split('\n'));
}

/** Whoever stops a recording before its first picture has recorded nothing. */
async function untilPictured(): Promise<void> {
  const { env } = JSON.parse(await readFile(join(checkout.path, '.plenum/stack.json'), 'utf8')) as StackFile;
  const sql = postgres(env['DATABASE_URL'] ?? '', { max: 1 });
  try {
    await eventually(async () => assert.equal((await sql`select from outbox where name = 'recording_started'`).length, 1), 40_000, 200);
  } finally {
    await sql.end();
  }
}

test('every command of the README does what it says', async () => {
  const commands = commandsOf(readme).map((command) => command.replaceAll('localhost:3000', `localhost:${port}`));
  assert.deepEqual(commands.slice(0, 2), ['npm start', 'npm test'], 'these two run already: one before, one around this test');
  const walk = commands.slice(2);
  const settings = walk.filter((command) => command.startsWith('export '));
  const type = async (command: string | undefined) => {
    const script = ['set -euo pipefail', ...settings, command].join('\n');
    const { stdout } = await run('bash', ['-c', script], { cwd: checkout.path, env: bareEnvironment() });
    return stdout === '' ? null : JSON.parse(stdout);
  };
  const [health, room, token, link, record, stop, recordings, participants, close, meeting, search, webhook, ...rest] = walk.filter((command) => command.startsWith('curl '));
  assert.deepEqual(rest, []);
  assert.equal(walk.length, settings.length + 12, 'no command is left out');

  assert.equal((await type(health)).status, 'ok');
  assert.equal((await type(room)).maxParticipants, 10);
  const { token: accessToken, url } = await type(token);
  const ann = await joinRoom(accessToken, url);
  const page = await fetch((await type(link)).url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<script type="module"/);
  await eventually(async () => assert.equal((await type(health)).capabilities.recording, true), 30_000);
  const { recordingId } = await type(record);
  await untilPictured();
  assert.equal((await type(stop)).recordingId, recordingId);
  await eventually(async () => {
    const [{ status, sizeBytes }] = (await type(recordings)).recordings;
    assert.equal(status, 'ready');
    assert.ok(sizeBytes > 0);
  }, 60_000, 500);
  assert.deepEqual((await type(participants)).participants.map(({ identity }: { identity: string }) => identity), ['ann']);
  assert.equal(await type(close), null);
  await ann.untilOut();
  const { status, settings: held, joinUrl } = await type(meeting);
  assert.deepEqual([status, held.waitingRoom], ['active', true]);
  assert.equal((await fetch(`http://localhost:${port}${joinUrl}`)).status, 200);
  assert.deepEqual(await type(search), { results: [], nextCursor: null });
  assert.match((await type(webhook)).secret, /^whsec_/);
});

test('every file and page that the README names exists', async () => {
  for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g)) {
    if (target && !/^https?:/.test(target)) assert.ok(existsSync(join(checkout.path, target)), target);
  }
  for (const path of ['/docs/', '/openapi.json']) {
    assert.equal((await fetch(`http://localhost:${port}${path}`)).status, 200, path);
  }
});

test('every setting that the README names is read somewhere, and every limit is named', async () => {
  const sources = await run('grep', ['-rhoE', '\\b[A-Z]{2,}(_[A-Z]+)*\\b', 'src/config', 'src/start'], { cwd: checkout.path });
  const read = new Set(sources.stdout.split('\n'));
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## More'));
  const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1] ?? '');
  assert.ok(named.length > 20);
  for (const name of named) assert.ok(read.has(name), name);
});
