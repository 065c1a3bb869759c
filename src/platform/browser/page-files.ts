import { access, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PAGE = 'composite.html';
const ASSET = /^\/assets\/([\w.-]+)$/;

/** Code comes from this server alone. It connects to here and to the LiveKit that it is told later. */
const POLICY = "default-src 'self'; connect-src 'self' ws: wss: http: https:; media-src 'self' blob: mediastream:; worker-src 'self' blob:";

/** Throws when there is no page to record with. */
export async function checkPage(pageFolder: string): Promise<void> {
  await access(join(pageFolder, PAGE)).catch(() => {
    throw new Error(`The recording page is not built: there is no ${PAGE} in ${pageFolder}.`);
  });
}

/** Answers with the composite page. */
export async function sendPage(pageFolder: string, response: ServerResponse): Promise<void> {
  response.setHeader('content-security-policy', POLICY);
  await sendFile(join(pageFolder, PAGE), response);
}

/** Answers with a file of the built pages' `assets`. @returns whether the path is one of those. */
export async function sendAsset(pageFolder: string, path: string, response: ServerResponse): Promise<boolean> {
  const name = ASSET.exec(path)?.[1];
  if (name === undefined) return false;
  await sendFile(join(pageFolder, 'assets', name), response);
  return true;
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const content = await readFile(path);
  response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
  response.end(content);
}
