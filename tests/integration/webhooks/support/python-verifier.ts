import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { buildOnce, cacheFolder } from '../../../../src/start/local/tools/cache.ts';

const library = 'standardwebhooks==1.1.0';
const run = promisify(execFile);

const program = `
import json, sys
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
call = json.load(sys.stdin)
try:
    print(json.dumps(Webhook(call["secret"]).verify(call["body"], call["headers"])))
except WebhookVerificationError as error:
    print(json.dumps({"error": str(error)}))
`;

/** What Standard Webhooks' official Python library makes of a message: the body, or `{error}`. */
export async function verifyInPython(secret: string, body: string, headers: Record<string, string>): Promise<unknown> {
  const folder = await buildOnce(cacheFolder(process.env), 'standardwebhooks-1.1.0', async (target) => {
    await run('python3', ['-m', 'pip', 'install', '--quiet', '--target', target, library]);
  });
  const env = { ...process.env, PYTHONPATH: folder };
  const child = spawn('python3', ['-c', program], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stdin.end(JSON.stringify({ secret, body, headers }));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(output).toString());
}
