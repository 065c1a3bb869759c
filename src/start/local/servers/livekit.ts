import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

import type { ServerPorts } from '../ports.ts';
import { writePrivateFile } from '../private-file.ts';
import { buildGoTool } from '../tools/go-tool.ts';
import { answersHttp } from './answers-http.ts';
import { ingressAddresses } from './ingress.ts';
import { forgetRooms, livekitRedisSettings } from './livekit-redis.ts';
import type { PreparedServer, ServerContext } from './server.ts';

const SETTINGS_FILE = join(import.meta.dirname, '../../../../livekit.yaml');

/** LiveKit with the settings of livekit.yaml, on this stack's ports and keys. */
export async function prepareLivekit(context: ServerContext): Promise<PreparedServer> {
  const { dataDir, env, secrets } = context;
  const file = await buildGoTool(
    {
      name: 'livekit',
      title: 'LiveKit',
      module: 'github.com/livekit/livekit-server',
      package: 'github.com/livekit/livekit-server/cmd/server',
      setting: 'LIVEKIT_URL',
    },
    env,
    context.progress,
  );
  const folder = join(dataDir, 'livekit');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'livekit.yaml');
  return {
    name: 'livekit',
    title: 'LiveKit',
    portNames: ['livekit', 'livekitTcp', 'livekitUdp'],
    async command(ports) {
      const settings = parse(await readFile(SETTINGS_FILE, 'utf8')) as LivekitSettings;
      await writePrivateFile(configFile, stringify(localSettings(settings, ports, context)));
      const cleanEnv = { PATH: env.PATH ?? '', HOME: folder };
      return { file, args: ['--config', configFile], env: cleanEnv, cwd: folder, deathSignal: 'KILL', runAs: null };
    },
    beforeLaunch: (ports) => forgetRooms(ports, secrets),
    isReady: (ports) => answersHttp(`http://127.0.0.1:${ports.livekit}/`),
    // The first signal lets people finish, for as long as they stay; the second closes their rooms.
    stopSteps: [
      { signal: 'SIGTERM', waitMs: 200 },
      { signal: 'SIGINT', waitMs: 3_000 },
    ],
    environment: (ports) => ({
      LIVEKIT_URL: `ws://127.0.0.1:${ports.livekit}`,
      LIVEKIT_API_KEY: secrets.livekitKey,
      LIVEKIT_API_SECRET: secrets.livekitSecret,
    }),
  };
}

type LivekitSettings = Record<string, unknown> & { rtc?: Record<string, unknown> };

/** The keys stand in this file, of mode 0600, and not on the command line, which everyone on the machine can read. */
function localSettings(settings: LivekitSettings, ports: ServerPorts, { env, secrets }: ServerContext): LivekitSettings {
  const { rtmp, whip } = ingressAddresses(ports, env);
  return {
    ...settings,
    port: ports.livekit,
    bind_addresses: ['127.0.0.1'],
    rtc: { ...settings.rtc, tcp_port: ports.livekitTcp, udp_port: ports.livekitUdp },
    keys: { [secrets.livekitKey]: secrets.livekitSecret },
    webhook: { api_key: secrets.livekitKey, urls: [`http://127.0.0.1:${env.PORT || '3000'}/v1/livekit/webhook`] },
    redis: livekitRedisSettings(ports, secrets),
    ingress: { rtmp_base_url: rtmp, whip_base_url: whip },
  };
}
