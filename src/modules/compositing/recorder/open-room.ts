import { textOf } from '../../../core/text-of.ts';
import type { Capture, CaptureHandlers } from '../../../platform/browser/capture-browser.ts';
import type { Composition } from '../tables.ts';
import type { RecorderDeps } from './recorder-deps.ts';

/** Opens the room of a composition as a hidden participant. Rejects with why that cannot be. */
export async function openRoom(deps: RecorderDeps, composition: Composition, handlers: CaptureHandlers): Promise<Capture> {
  const { id, workspaceId, roomId, kind, picture } = composition;
  const token = deps.issueToken({ workspaceId, roomId, kind, identity: `plenum-recorder-${id}` });
  try {
    return await deps.browser.open({ livekitUrl: deps.livekitUrl, token, ...picture }, handlers);
  } catch (error) {
    throw new Error(`The recorder could not join the room: ${textOf(error)}`, { cause: error });
  }
}
