import {
  AudioCodec,
  EncodedFileOutput,
  EncodedFileType,
  EncodingOptions,
  S3Upload,
  VideoCodec,
} from '@livekit/protocol';
import type { EncodedOutputs, RoomCompositeOptions } from 'livekit-server-sdk';
import type { Picture } from '../../../contracts/composing.ts';
import type { ObjectStoreSettings } from '../../../platform/objects/client.ts';
import { toLivekitRoom } from '../../../platform/livekit/room-names.ts';
import type { EgressDeps } from '../deps.ts';
import type { Composition } from '../tables.ts';

/** What the recorder of our own does, too; see web/src/composite. */
const framesPerSecond = 25;
const kilobitsAt720p = 2_500;
const audioKilobits = 128;
const keyFrameSeconds = 2;

/** In the address of the page, which an egress tells again with everything that it does. */
const idParameter = 'composition';

export interface EgressRequest {
  /** LiveKit's name of the room. */
  room: string;
  outputs: EncodedOutputs;
  options: RoomCompositeOptions;
}

/** What LiveKit's egress is asked for: our own page as its picture, a file in our storage as its output. */
export function toEgressRequest(
  composition: Composition,
  { templateUrl, storage }: Pick<EgressDeps, 'templateUrl' | 'storage'>,
): EgressRequest {
  const { id, workspaceId, roomId, picture } = composition;
  return {
    room: toLivekitRoom(workspaceId, roomId),
    outputs: { file: toFile(composition, storage) },
    options: {
      layout: picture.layout,
      audioOnly: picture.audioOnly,
      customBaseUrl: pageOf(templateUrl, id, picture),
      encodingOptions: toEncoding(picture),
    },
  };
}

/** The composition that an egress works on, by the page that it films; undefined when it is none of ours. */
export function compositionIdOf(customBaseUrl: string): string | undefined {
  return URL.parse(customBaseUrl)?.searchParams.get(idParameter) ?? undefined;
}

/**
 * The object that an egress writes. It has a name of its own: one that was given up may still store its file, and must
 * not replace another's. Sound alone is MP4 as well, whose usual ending for that, m4a, egress does not take.
 */
export function objectOf({ id, objectName }: Pick<Composition, 'id' | 'objectName'>): string {
  return `${objectName}-${id}.mp4`;
}

function pageOf(templateUrl: string, id: string, { width, height, audioOnly }: Picture): string {
  const url = new URL(templateUrl);
  const parameters = { width, height, audioOnly, [idParameter]: id };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
  return url.href;
}

function toEncoding({ width, height }: Picture): EncodingOptions {
  return new EncodingOptions({
    width,
    height,
    framerate: framesPerSecond,
    videoCodec: VideoCodec.H264_MAIN,
    videoBitrate: Math.round((kilobitsAt720p * width * height) / (1280 * 720)),
    keyFrameInterval: keyFrameSeconds,
    audioCodec: AudioCodec.OPUS,
    audioBitrate: audioKilobits,
    audioFrequency: 48_000,
  });
}

function toFile(composition: Composition, storage: ObjectStoreSettings): EncodedFileOutput {
  const { endpoint, accessKey, secretKey: secret, bucket } = storage;
  // MinIO has this region unless it is told another.
  const value = new S3Upload({ accessKey, secret, bucket, endpoint, region: 'us-east-1', forcePathStyle: true });
  return new EncodedFileOutput({
    fileType: EncodedFileType.MP4,
    filepath: objectOf(composition),
    disableManifest: true,
    output: { case: 's3', value },
  });
}
