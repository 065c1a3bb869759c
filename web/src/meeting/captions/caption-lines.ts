import type { Frame } from '../frames.ts';

/** What one person said between two pauses, for those who read along. */
export interface CaptionLine {
  key: number;
  /** The participant's id; null when nobody knows. */
  speakerId: string | null;
  /** What the transcription calls them; null where the list of people has to do. */
  speaker: string | null;
  /** The end of what was said, when it is long. */
  text: string;
  /** It does not change any more. */
  isFinal: boolean;
  /** The server's segment that it shows; null of what a client has recognised by itself. */
  segmentId: string | null;
  /** Milliseconds. */
  changedAt: number;
}

export interface CaptionLines {
  /** In the order in which they began. */
  lines: readonly CaptionLine[];
  /** When the server last heard somebody itself, in milliseconds by their ids. */
  heardAt: Readonly<Record<string, number>>;
  nextKey: number;
}

/** `now` is in milliseconds, from any beginning. */
export type CaptionAction =
  | { type: 'frame'; frame: Frame; now: number }
  | { type: 'passed'; now: number }
  | { type: 'cleared' };

export const NO_CAPTIONS: CaptionLines = { lines: [], heardAt: {}, nextKey: 1 };

const MOST_LINES = 6;
const MOST_CHARACTERS = 600;
/** A sentence that is not gone on with was lost on its way. */
const FORGOTTEN_MS = 20_000;
/** Whom the server itself has heard so recently is not shown a second time by what a client tells of them. */
const HEARD_MS = 10_000;

/** The next lines. Frames of other types change nothing. */
export function nextCaptions(state: CaptionLines, action: CaptionAction): CaptionLines {
  if (action.type === 'cleared') return { ...NO_CAPTIONS, nextKey: state.nextKey };
  if (action.type === 'passed') return prune(state, action.now);
  const { frame, now } = action;
  if (frame.type === 'transcription:segment') return prune(hear(state, frame.data, now), now);
  return frame.type === 'captions:update' ? prune(relay(state, frame.data, now), now) : state;
}

/** How long a line stays, in milliseconds: what is longer takes longer to read. */
export function lifeOf({ isFinal, text }: Pick<CaptionLine, 'isFinal' | 'text'>): number {
  return isFinal ? Math.min(12_000, 5_000 + text.length * 60) : FORGOTTEN_MS;
}

/** When the first line is to go, in milliseconds; null without lines. */
export function nextEnd({ lines: [first] }: CaptionLines): number | null {
  return first ? first.changedAt + lifeOf(first) : null;
}

/** A segment of the server's own transcription. */
function hear(state: CaptionLines, data: Frame['data'], now: number): CaptionLines {
  const segmentId = textOf(data['segmentId']);
  const speakerId = textOf(data['participantId']);
  const told = {
    ...{ segmentId, speakerId, speaker: textOf(data['speaker']), changedAt: now },
    ...{ text: endOf(data['text']), isFinal: data['final'] === true },
  };
  const heardAt = speakerId === null ? state.heardAt : { ...state.heardAt, [speakerId]: now };
  const known = state.lines.find((line) => line.segmentId === segmentId && segmentId !== null);
  if (known?.isFinal) return { ...state, heardAt };
  return put({ ...state, heardAt }, known ?? findForerunner(state, told), told);
}

/** The same words were told as a caption already, on their way beside the segment. */
function findForerunner({ lines }: CaptionLines, { speakerId, text }: Pick<CaptionLine, 'speakerId' | 'text'>) {
  return lines.findLast(
    (line) => line.segmentId === null && line.speakerId === speakerId && (!line.isFinal || line.text === text),
  );
}

/** What somebody's client has recognised, or the server's words without their segment. */
function relay(state: CaptionLines, data: Frame['data'], now: number): CaptionLines {
  const speakerId = textOf(data['pid']);
  if (speakerId === null || now - (state.heardAt[speakerId] ?? -Infinity) < HEARD_MS) return state;
  const open = state.lines.findLast((line) => line.speakerId === speakerId && !line.isFinal);
  const told = { text: endOf(data['text']), isFinal: data['final'] === true, changedAt: now };
  return put(state, open, { segmentId: null, speaker: null, speakerId, ...told });
}

/** Changes a line in its place, or begins one. A line that turns out to be nothing goes. */
function put(state: CaptionLines, line: CaptionLine | undefined, told: Omit<CaptionLine, 'key'>): CaptionLines {
  if (told.text === '') return { ...state, lines: state.lines.filter((one) => one !== line) };
  if (line) return { ...state, lines: state.lines.map((one) => (one === line ? { ...told, key: line.key } : one)) };
  const lines = [...state.lines, { ...told, key: state.nextKey }].slice(-MOST_LINES);
  return { ...state, lines, nextKey: state.nextKey + 1 };
}

/** Lines go from the first on only, so that none below another moves: one that is over before it stays, unseen. */
function prune(state: CaptionLines, now: number): CaptionLines {
  const stays = state.lines.findIndex((line) => line.changedAt + lifeOf(line) > now);
  if (stays === 0 || state.lines.length === 0) return state;
  return { ...state, lines: stays === -1 ? [] : state.lines.slice(stays) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function endOf(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.length <= MOST_CHARACTERS) return text;
  return `…${text.slice(-MOST_CHARACTERS).replace(/^\S*\s/u, '')}`;
}
