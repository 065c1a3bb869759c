import { EncodedFileOutput } from '@livekit/protocol';
import { AppError } from '../../core/errors.ts';
import type { Livekit } from './client.ts';

/** An egress answers after half a second; that there is none, LiveKit says only after more than twenty. */
const patienceSeconds = 2;
/** Not a web address: whoever takes the request refuses it before anything is begun. */
const notAPage = 'none';

/**
 * Whether an egress is there that would take a recording now. LiveKit has no call for that, so it is asked for one that
 * cannot be: an egress with room for it answers that the address is wrong; without one, nobody does.
 */
export async function isEgressThere(livekit: Pick<Livekit, 'egress'>): Promise<boolean> {
  try {
    const output = { file: new EncodedFileOutput({ filepath: notAPage }) };
    await livekit.egress((client) => client.startWebEgress(notAPage, output), patienceSeconds);
    return true;
  } catch (error) {
    return error instanceof AppError && error.code === 'validation';
  }
}
