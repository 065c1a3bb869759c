import { IngressInfo } from '@livekit/protocol';
import type { Ingress, IngressInfo as IngressInfoView } from '../../contracts/ingress.ts';
import { parseLivekitRoom } from '../../platform/livekit/room-names.ts';
import { encoderSettings } from './encoder-settings.ts';

/** LiveKit's IngressInfo as its owner sees it: proto3 JSON with every field, and what to type into an encoder. */
export function toIngressView(info: IngressInfo): Ingress {
  return { ...toJson(info), ...encoderSettings(info) };
}

/** The same for events, which are stored and sent on: without the key. */
export function toEventView(info: IngressInfo): IngressInfoView {
  return { ...toJson(info), streamKey: '***' };
}

function toJson(info: IngressInfo): IngressInfoView {
  const complete = new IngressInfo({ ...info, state: info.state ?? {} });
  const json = complete.toJson({ emitDefaultValues: true }) as unknown as IngressInfoView;
  return { ...json, roomName: parseLivekitRoom(info.roomName)?.roomId ?? info.roomName };
}
