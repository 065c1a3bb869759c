import { LogLevel, setLogLevel } from 'livekit-client';
import { captureRoom } from './capture-room.ts';
import { readParameters } from './parameters.ts';
import { showRoom } from './show-room.ts';

setLogLevel(LogLevel.warn);
// A recorder keeps a page ready for the room that is to come, and tells it by the fragment.
if (location.search === '' && location.hash === '') {
  await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
}
const parameters = readParameters(location);
await (parameters.capture ? captureRoom(parameters) : showRoom(parameters));
