// Runs a TypeScript entry of this repository: node bootstrap.mjs <entry.ts> [arguments]
// The only file that runs on the user's own Node. It installs the npm packages when they are missing or out of date,
// then runs the entry on the Node that is one of them, and ends it when npm, which started all this, has died.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const NODE = join(MODULES, '.bin', 'node');
const STAMP = join(MODULES, '.plenum-installed');
const OLDEST_NODE = 20;

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) fail('Usage: node bootstrap.mjs <entry.ts> [arguments]');
if (process.platform !== 'linux') fail(`Plenum runs on Linux; this is ${process.platform}.`);
if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  fail(`Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}: install it from https://nodejs.org`);
}
if (!isInstalled()) await install();
run();

function fail(line) {
  console.error(line);
  process.exit(1);
}

function wantedStamp() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'patches/postgres.mjs']) hash.update(readFileSync(join(ROOT, file)));
  return `${hash.digest('hex')} ${process.arch}\n`;
}

function isInstalled() {
  if (!existsSync(NODE)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wantedStamp()) return true;
  if (!matchesLock()) return false;
  spawnSync(process.execPath, [join(ROOT, 'patches', 'postgres.mjs')], { stdio: 'inherit' });
  writeFileSync(STAMP, wantedStamp());
  return true;
}

/** Whether an `npm ci` or `npm install` run by hand left what package-lock.json says. */
function matchesLock() {
  const installed = join(MODULES, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    path === '' || (found[path] ? found[path].version === version : optional === true));
}

async function install() {
  const done = showElapsed('Installing npm packages');
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [file, ...npmArgs] = [...npm, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const child = spawn(file, npmArgs, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  watchParent(() => child.kill('SIGKILL'));
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve('npm is missing'));
    child.once('close', resolve);
  });
  done();
  if (code !== 0) fail(`Installing npm packages failed (${code}):\n${errorsOf(Buffer.concat(output).toString())}`);
  if (!existsSync(NODE)) fail(`npm has no Node 24 for this machine (${process.platform} ${process.arch}).`);
  writeFileSync(STAMP, wantedStamp());
}

/** npm warns of much and explains its options: only what went wrong is shown, and only when something did. */
function errorsOf(output) {
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  return (errors.length > 0 ? errors : output.split('\n')).slice(0, 12).join('\n');
}

/** On a terminal one line that is rewritten, else a line every 15 s. Returns a function that ends it. */
function showElapsed(title) {
  const startedAt = Date.now();
  const text = () => `${title} ... ${Math.round((Date.now() - startedAt) / 1000)} s`;
  const tty = process.stdout.isTTY;
  const show = () => process.stdout.write(tty ? `\r${text()}` : `${text()}\n`);
  show();
  const timer = setInterval(show, tty ? 500 : 15_000);
  return () => {
    clearInterval(timer);
    process.stdout.write(`${tty ? '\r' : ''}${text()}, done\n`);
  };
}

/** Runs the entry. The kernel ends it should this process be killed (setpriv, where there is one). */
function run() {
  const command = [NODE, join(ROOT, entry), ...args];
  const tied = spawnSync('setpriv', ['--version']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];
  const [file, ...rest] = [...tied, ...command];
  // Compiled code is kept, so that a warm start does not compile again.
  const env = { NODE_COMPILE_CACHE: join(MODULES, '.cache', 'node'), ...process.env };
  const child = spawn(file, rest, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchParent(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(`${NODE} cannot be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/**
 * Calls `ended` once when npm or the shell between npm and this process has died, which no signal tells.
 * Started by hand (nohup, a service manager), this process may outlive its parent.
 */
function watchParent(ended) {
  if (!process.env.npm_lifecycle_event && !process.env.NODE_RUN_SCRIPT_NAME) return;
  const parent = process.ppid;
  const grandparent = isShell(parent) ? parentOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === null || parentOf(parent) === grandparent)) return;
    clearInterval(timer);
    ended();
  }, 250);
  timer.unref();
}

function isShell(pid) {
  return /^(ba|da|z|k)?sh$/.test(readProc(pid, 'comm').trim());
}

function parentOf(pid) {
  return Number(/^PPid:\s*(\d+)$/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
}

function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
