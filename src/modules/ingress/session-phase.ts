import { type IngressInfo, IngressState_Status as Status } from '@livekit/protocol';

type Info = Pick<IngressInfo, 'state'>;

/** Whether LiveKit says that media comes in. */
export function isPublishing({ state }: Info): boolean {
  return state?.status === Status.ENDPOINT_PUBLISHING;
}

/** Whether LiveKit says that nobody publishes; between the two an encoder has connected and nothing is known of it. */
export function hasEnded({ state }: Info): boolean {
  return state?.status !== Status.ENDPOINT_PUBLISHING && state?.status !== Status.ENDPOINT_BUFFERING;
}
