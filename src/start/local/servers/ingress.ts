import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

import type { PortName, ServerPorts } from '../ports.ts';
import { writePrivateFile } from '../private-file.ts';
import { requireAptSoftware } from '../tools/apt-packages.ts';
import { cacheFolder } from '../tools/cache.ts';
import { buildGoTool } from '../tools/go-tool.ts';
import { gstreamer } from '../tools/gstreamer.ts';
import { answersHttp } from './answers-http.ts';
import { forgetIngressStates, livekitRedisSettings } from './livekit-redis.ts';
import type { PreparedServer, ServerContext } from './server.ts';

const SETTINGS_FILE = join(import.meta.dirname, '../../../../ingress.yaml');

export const INGRESS_PORTS: PortName[] = ['ingressRtmp', 'ingressWhip', 'ingressUdp', 'ingressRelay'];

/** In the lines that it writes about every publisher. */
const STREAM_KEYS = /(?<=streamKey\\?":\\?"|StreamName = |PublishingName:\\?")[^"\\]+/g;

/** Where encoders send to, as they are told: on the machine that people know by PUBLIC_URL. */
export function ingressAddresses(ports: ServerPorts, env: NodeJS.ProcessEnv): { rtmp: string; whip: string } {
  const { hostname } = new URL(env.PUBLIC_URL || env.APP_URL || 'http://localhost');
  return { rtmp: `rtmp://${hostname}:${ports.ingressRtmp}/live`, whip: `http://${hostname}:${ports.ingressWhip}/whip` };
}

/** How the API finds it. */
export function ingressEnvironment(ports: ServerPorts): Record<string, string> {
  return { INGRESS_URL: `http://127.0.0.1:${ports.ingressWhip}` };
}

/** LiveKit's ingress with the settings of ingress.yaml. The first time it may install packages and build for minutes. */
export async function prepareIngress(context: ServerContext): Promise<PreparedServer> {
  const { dataDir, env, secrets, progress } = context;
  await requireAptSoftware(gstreamer(env), env, progress);
  const file = await buildGoTool(
    {
      name: 'ingress',
      title: "LiveKit's ingress",
      module: 'github.com/livekit/ingress',
      package: 'github.com/livekit/ingress/cmd/server',
      cgo: true,
      inBackground: true,
    },
    env,
    progress,
  );
  const folder = join(dataDir, 'ingress');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'ingress.yaml');
  // What GStreamer found out about its plugins: without it the first publisher of each stack waits while it looks again.
  const pluginRegistry = join(cacheFolder(env), `gstreamer-plugins-${process.arch}.bin`);
  return {
    name: 'ingress',
    title: "LiveKit's ingress",
    portNames: INGRESS_PORTS,
    async command(ports) {
      const settings = parse(await readFile(SETTINGS_FILE, 'utf8')) as IngressSettings;
      await writePrivateFile(configFile, stringify(localSettings(settings, ports, context)));
      // For each publisher it starts itself by its name, so it must be found by that.
      const cleanEnv = { PATH: `${dirname(file)}:${env.PATH ?? ''}`, HOME: folder, GST_REGISTRY: pluginRegistry };
      const args = ['--config', configFile];
      return { file, args, env: cleanEnv, cwd: folder, deathSignal: 'KILL', runAs: null, secrets: STREAM_KEYS };
    },
    beforeLaunch: (ports) => forgetIngressStates(ports, secrets),
    isReady: (ports) => answersHttp(`${ingressEnvironment(ports).INGRESS_URL}/health`),
    // It ends what is published, but waits in steps of five seconds for it.
    stopSteps: [{ signal: 'SIGINT', waitMs: 1_500 }],
    environment: ingressEnvironment,
  };
}

type IngressSettings = Record<string, unknown> & { rtc_config?: Record<string, unknown> };

function localSettings(settings: IngressSettings, ports: ServerPorts, { secrets }: ServerContext): IngressSettings {
  return {
    ...settings,
    rtmp_port: ports.ingressRtmp,
    whip_port: ports.ingressWhip,
    http_relay_port: ports.ingressRelay,
    rtc_config: { ...settings.rtc_config, udp_port: ports.ingressUdp },
    api_key: secrets.livekitKey,
    api_secret: secrets.livekitSecret,
    ws_url: `ws://127.0.0.1:${ports.livekit}`,
    redis: livekitRedisSettings(ports, secrets),
  };
}
