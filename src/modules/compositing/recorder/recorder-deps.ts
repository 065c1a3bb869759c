import type { Logger } from 'pino';
import type { Cipher } from '../../../core/secrets.ts';
import type { CaptureBrowser } from '../../../platform/browser/capture-browser.ts';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import type { Outgoing } from '../../../platform/outgoing/client.ts';
import type { CompositingDeps } from '../deps.ts';
import type { Composition } from '../tables.ts';
import type { CaptureFolder } from './capture-folder.ts';

/** What a recorder process works with. */
export interface RecorderDeps extends CompositingDeps {
  logger: Logger;
  /** The name of this recorder in its leases. */
  holder: string;
  browser: CaptureBrowser;
  captures: CaptureFolder;
  objects: ObjectStore;
  /** Reads the URLs of a broadcast's targets. */
  cipher: Cipher;
  /** Connects to them. */
  outgoing: Outgoing;
  /** For how long a target is tried without success, in milliseconds. */
  giveUpTargetAfterMs: number;
  livekitUrl: string;
  /** A token for a hidden participant that hears and sees a room. */
  issueToken(observer: Pick<Composition, 'workspaceId' | 'roomId' | 'kind'> & { identity: string }): string;
  /** Aborted when the process is about to end. */
  stopping: AbortSignal;
}
