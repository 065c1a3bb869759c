import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import compress from '@fastify/compress';
import Fastify from 'fastify';
import { answerProblems } from './problems.ts';

// oxlint-disable-next-line require-yield
async function* failAtOnce(): AsyncGenerator<string> {
  throw new Error('away');
}

test('what fails before its first piece was sent is told as an error, and not as the packed file that it was to be', async () => {
  const app = Fastify();
  await app.register(compress, { threshold: 8_192 });
  answerProblems(app);
  app.get('/file', (_request, reply) => {
    return reply.headers({ 'content-type': 'text/plain', 'content-disposition': 'attachment' }).send(Readable.from(failAtOnce()));
  });
  const answer = await app.inject({ url: '/file', headers: { 'accept-encoding': 'gzip' } });
  assert.equal(answer.statusCode, 500);
  assert.deepEqual([answer.headers['content-encoding'], answer.headers['content-disposition']], [undefined, undefined]);
  assert.equal(answer.json().code, 'internal');
});
