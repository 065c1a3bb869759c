import { type IngressInfo, IngressInput } from '@livekit/protocol';
import type { Ingress } from '../../contracts/ingress.ts';

const testCard = '-re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440:sample_rate=48000';
const bitrate = '-g 60 -b:v 2500k -maxrate 2500k -bufsize 2500k';
const video = `-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p ${bitrate}`;

/** What publishes with a key: a command to copy, which needs no file, and the two fields of OBS. */
export function encoderSettings(
  info: Pick<IngressInfo, 'url' | 'streamKey' | 'inputType'>,
): Pick<Ingress, 'ffmpeg' | 'obs'> {
  const { url, streamKey, inputType } = info;
  const output = inputType === IngressInput.WHIP_INPUT ? toWhip(url, streamKey) : toRtmp(url, streamKey);
  return { ffmpeg: `ffmpeg ${testCard} ${output}`, obs: { server: url, streamKey } };
}

function toRtmp(url: string, streamKey: string): string {
  return `${video} -c:a aac -b:a 128k -ar 48000 -f flv '${url}/${streamKey}'`;
}

/** Browsers take what comes as it is, so no B-frames and Opus. */
function toWhip(url: string, streamKey: string): string {
  return `${video} -profile:v baseline -c:a libopus -ar 48000 -ac 2 -f whip -authorization '${streamKey}' '${url}'`;
}
