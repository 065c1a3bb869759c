import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { findProgram } from '../../../platform/find-program.ts';
import type { Progress } from '../progress.ts';
import { StartError } from '../start-error.ts';
import { buildOnce, cacheFolder } from './cache.ts';
import { lastLines, runTool } from './run-tool.ts';

/** A server that is built from its pinned source, `tools/<name>/go.mod`. */
export interface GoTool {
  /** Its folder below tools/ and the name of the program. */
  name: string;
  title: string;
  /** The module whose version go.mod pins. */
  module: string;
  package: string;
  /** The environment variable that makes the build needless, for the error message. */
  setting?: string;
  /** It is linked with libraries of this machine, which takes a C compiler. */
  cgo?: boolean;
  /** People may be talking meanwhile: it leaves the processors to others. */
  inBackground?: boolean;
}

const TOOLS_FOLDER = join(import.meta.dirname, '../../../../tools');

/** The path of the built program; the first start builds it, which takes minutes. */
export async function buildGoTool(tool: GoTool, env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const source = join(TOOLS_FOLDER, tool.name);
  const { version, goVersion } = await readPins(source, tool.module);
  const name = `${tool.name}-${version}-${process.arch}`;
  const title = `${tool.title} ${readable(version)}`;
  const folder = await buildOnce(cacheFolder(env), name, async (unfinished) => {
    const go = await findProgram('go', env.PATH ?? '');
    if (!go) throw new StartError(`Go is not in PATH: ${needs(title, goVersion)} ${howToGoOn(tool)}`);
    await progress.step(`Building ${title} (first start only, some minutes)`, async () => {
      const command = [go, 'build', '-trimpath', '-ldflags=-s -w', '-o', join(unfinished, tool.name), tool.package];
      const [file = '', ...args] = tool.inBackground ? ['nice', '-n', '10', ...command] : command;
      const toolEnv = { ...buildEnv(env, go, tool), GOTMPDIR: unfinished };
      const result = await runTool({ file, args, env: toolEnv, cwd: source, runAs: null });
      if (result.code === 0) return;
      throw new StartError(
        isTooOld(result.output)
          ? `This Go is too old: ${needs(title, goVersion)} ${howToGoOn(tool)}`
          : `Building ${title} failed: ${lastLines(result.output)}`,
      );
    });
  });
  return join(folder, tool.name);
}

async function readPins(source: string, module: string): Promise<{ version: string; goVersion: string }> {
  const goMod = await readFile(join(source, 'go.mod'), 'utf8');
  const goVersion = /^go (\S+)$/m.exec(goMod)?.[1];
  const version = goMod
    .split('\n')
    .map((line) => line.trim().replace(/^require /, '').split(' '))
    .find(([name]) => name === module)?.[1];
  if (!version || !goVersion) throw new Error(`${source}/go.mod does not pin ${module}`);
  return { version: version.replace(/^v/, ''), goVersion };
}

/** The user's own Go settings (proxy, caches), less what would change the result. */
function buildEnv(env: NodeJS.ProcessEnv, go: string, { cgo }: GoTool): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && name !== 'GOFLAGS');
  return {
    HOME: homedir(),
    ...(Object.fromEntries(kept) as Record<string, string>),
    PATH: `${dirname(go)}:${env.PATH ?? ''}`,
    CGO_ENABLED: cgo ? '1' : '0',
    GOWORK: 'off',
    GOFLAGS: '-mod=readonly -buildvcs=false',
  };
}

function needs(title: string, goVersion: string): string {
  return `${title} is built with Go ${goVersion} or newer.`;
}

function howToGoOn({ setting }: GoTool): string {
  const orGiven = setting ? ` (or set ${setting} to use a running one)` : '';
  return `Install it from https://go.dev/dl/${orGiven}, then start again.`;
}

/** What Go says of a go.mod that is newer than itself, in its different ages. */
function isTooOld(output: string): boolean {
  return /requires go >=|invalid go version|unknown directive: (tool|toolchain)|toolchain not available/.test(output);
}

/** A version that Go made up for an untagged commit is told by its date: 0.0.0-20260212201848-7aac2a2c5b7c. */
function readable(version: string): string {
  const [, year, month, day] = /-(\d{4})(\d{2})(\d{2})\d{6}-/.exec(version) ?? [];
  return year ? `of ${year}-${month}-${day}` : version;
}
