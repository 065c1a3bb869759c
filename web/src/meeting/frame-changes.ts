import type { Frame } from './frames.ts';
import type { MeetingState } from './meeting-state.ts';

/** What a frame of one type changes. A table of these is a part of the meeting's reducer. */
export type FrameChanges = Record<string, (state: MeetingState, data: Frame['data']) => MeetingState>;
