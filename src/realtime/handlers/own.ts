import { raiseHand, setMedia } from '../../modules/meetings/index.ts';
import { callerOf } from '../sockets/caller.ts';
import type { Handlers } from './handler.ts';

type Own = 'media:toggle-audio' | 'media:toggle-video' | 'media:screen-share' | 'raise-hand';

/** What somebody says of themselves. */
export const ownHandlers: Handlers<Own> = {
  'media:toggle-audio': ({ deps }, peer, { isMuted }) => setMedia(deps.meetings, callerOf(peer), { isMuted }),
  'media:toggle-video': ({ deps }, peer, { isVideoOff }) => setMedia(deps.meetings, callerOf(peer), { isVideoOff }),
  'media:screen-share': ({ deps }, peer, { isScreenSharing }) => setMedia(deps.meetings, callerOf(peer), { isScreenSharing }),
  'raise-hand': ({ deps }, peer, { isHandRaised }) => {
    const { rateLimiter, meetings } = deps;
    return raiseHand({ ...meetings, rateLimiter }, callerOf(peer), { isHandRaised });
  },
};
