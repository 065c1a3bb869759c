import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import { notFound } from '../core/errors.ts';
import { sendProblem } from './problems.ts';
import { compositePageHeaders, pageHeaders } from './security-headers.ts';
import type { HttpServer } from './http-server.ts';

/** Pages are files: neither a credential nor a limit concerns them. */
const access: Access = { by: ['anyone'], exempt: true };

/** Paths that the web app answers itself; anything else that a browser asks for is its "not found" page. */
const pages = ['/', '/r/:linkToken', '/join/:meetingId', '/play', '/forgot-password', '/reset-password', '/verify-email'];

/** Where LiveKit's egress finds the page that it films. */
export const compositePage = '/composite.html';

interface Page {
  html: string;
  headers: Record<string, string>;
}

/** Serves the built web app from `folder`; without a build there are no pages, only the API. */
export async function addWebPages(app: HttpServer, folder: string, livekitUrl: string): Promise<void> {
  const indexFile = join(folder, 'index.html');
  if (!existsSync(indexFile)) {
    app.log.warn({ folder }, 'The web app is not built; only the API is served.');
    return answerUnknownPaths(app, null);
  }
  const page = { html: readFileSync(indexFile, 'utf8'), headers: pageHeaders(livekitUrl) };
  await addFiles(app, folder);
  for (const path of pages) {
    app.get(path, { config: { access }, schema: { hide: true } }, async (_request, reply) => sendPage(reply, page, 200));
  }
  const composite = { html: readFileSync(join(folder, 'composite.html'), 'utf8'), headers: compositePageHeaders() };
  app.get(compositePage, { config: { access }, schema: { hide: true } }, async (_request, reply) => sendPage(reply, composite, 200));
  answerUnknownPaths(app, page);
}

function answerUnknownPaths(app: HttpServer, page: Page | null): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (page !== null && wantsPage(request)) return sendPage(reply, page, 404);
    return sendProblem(notFound('Page or call'), request, reply);
  });
}

async function addFiles(app: HttpServer, folder: string): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/assets/')) route.config = { ...route.config, access };
  });
  // Names hold a hash of the content, so a file never changes.
  await app.register(staticFiles, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    schemaHide: true,
  });
}

function sendPage(reply: FastifyReply, { html, headers }: Page, status: number): FastifyReply {
  return reply.code(status).headers(headers).header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(html);
}

function wantsPage({ method, headers, url }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/v1/') && (headers.accept ?? '').includes('text/html');
}
