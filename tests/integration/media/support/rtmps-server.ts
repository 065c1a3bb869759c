import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A way by TLS to an RTMP server, as a server named `localhost` with a certificate of its own making. */
export interface RtmpsServer {
  port: number;
  /** The certificate, for who trusts it, and its key. */
  certificateFile: string;
  keyFile: string;
  close(): void;
}

type Certificate = Pick<RtmpsServer, 'certificateFile' | 'keyFile'>;

/** @param certificate of another such server. */
export async function startRtmpsServer(rtmpPort: number, certificate?: Certificate): Promise<RtmpsServer> {
  const { certificateFile, keyFile } = certificate ?? (await makeCertificate());
  const server = createServer({ key: await readFile(keyFile), cert: await readFile(certificateFile) }, (near) => {
    const far = connectTcp(rtmpPort, '127.0.0.1');
    for (const socket of [near, far]) socket.on('error', () => {}).on('close', () => void (near.destroy(), far.destroy()));
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  server.on('tlsClientError', () => {});
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, certificateFile, keyFile, close: () => void server.close() };
}

async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-rtmps-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await run('openssl', ['req', '-x509', ...kind, '-keyout', keyFile, '-out', certificateFile, ...names]);
  return { certificateFile, keyFile };
}
