import { inputOf, type MediaSource } from './media-source.ts';
import { runLimited } from './run-limited.ts';

const tiles = 10;
const [tileWidth, tileHeight] = [160, 90];
const tileMs = 20_000;
const waveformMs = 120_000;

/** As the film is to be seen, whatever the shape of its pixels, with black beside it. */
const fit = [
  `scale=w='trunc(clip(${tileHeight}*dar,2,${tileWidth}))':h='trunc(clip(${tileWidth}/dar,2,${tileHeight}))'`,
  `pad=${tileWidth}:${tileHeight}:-1:-1`,
  'setsar=1',
].join(',');

const jpeg = ['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '4', '-f', 'mjpeg', 'pipe:1'];

/** A JPEG of ten pictures in a row, each the middle of a tenth of the film. Rejects when not one can be had. */
export async function drawPictures(source: MediaSource, durationSeconds: number): Promise<Buffer> {
  const pictures: (Buffer | null)[] = [];
  for (let i = 0; i < tiles; i += 1) {
    pictures.push(await drawPicture(source, ((i + 0.5) * durationSeconds) / tiles).catch(() => null));
  }
  // The last tenth of a broken file may hold none.
  const any = pictures.find((picture) => picture !== null);
  if (!any) throw new Error('No picture of the file can be read.');
  let last = any;
  const frames = pictures.map((picture) => (last = picture ?? last));
  const size = `${tileWidth}x${tileHeight}`;
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-i', 'pipe:0'];
  const limits = { timeoutMs: tileMs, input: Buffer.concat(frames), signal: source.signal };
  return runLimited('ffmpeg', [...input, '-vf', `tile=${tiles}x1,format=yuvj420p`, ...jpeg], limits);
}

async function drawPicture(source: MediaSource, atSeconds: number): Promise<Buffer> {
  const input = inputOf(source, '-threads', '1', '-ss', atSeconds.toFixed(3));
  const output = ['-map', '0:V:0', '-frames:v', '1', '-vf', `${fit},format=rgb24`, '-f', 'rawvideo', 'pipe:1'];
  const picture = await runLimited('ffmpeg', ['-nostdin', ...input, ...output], { timeoutMs: tileMs, signal: source.signal });
  if (picture.length !== tileWidth * tileHeight * 3) throw new Error('There is no picture at this time.');
  return picture;
}

/** A JPEG of the same size that shows how loud a sound is over its length. */
export async function drawWaveform(source: MediaSource): Promise<Buffer> {
  const size = `${tiles * tileWidth}x${tileHeight}`;
  // All of the sound is kept until it is drawn, so of each second only as much as the eye needs.
  const sound = '[0:a:0]aresample=2000,aformat=sample_fmts=s16:channel_layouts=mono';
  const wave = `showwavespic=s=${size}:scale=sqrt:draw=full:colors=0x5b9dff,setpts=0`;
  const graph = `color=c=0x14181f:s=${size}[back];${sound},${wave}[wave];[back][wave]overlay=format=auto,format=yuvj420p`;
  const args = ['-nostdin', ...inputOf(source, '-vn'), '-filter_complex', graph, ...jpeg];
  return runLimited('ffmpeg', args, { timeoutMs: waveformMs, signal: source.signal });
}
