import type { Logger } from 'pino';
import type { CaptureBrowser } from '../../../platform/browser/capture-browser.ts';
import type { ObjectStore } from '../../../platform/objects/client.ts';
import type { CompositingDeps } from '../deps.ts';
import type { CaptureFolder } from './capture-folder.ts';

/** What a recorder process works with. */
export interface RecorderDeps extends CompositingDeps {
  logger: Logger;
  /** The name of this recorder in its leases. */
  holder: string;
  browser: CaptureBrowser;
  captures: CaptureFolder;
  objects: ObjectStore;
  livekitUrl: string;
  /** A token for a hidden participant that hears and sees a room. */
  issueToken(place: { workspaceId: string; roomId: string }, identity: string): string;
  /** Aborted when the process is about to end. */
  stopping: AbortSignal;
}
