import type { ClientMessageType } from '../../contracts/realtime.ts';
import { type FrameData, frameSchemas } from '../../contracts/realtime-frames.ts';
import { AppError, type FieldError, invalidField } from '../../core/errors.ts';
import { findJsonFault } from '../../http/json-body.ts';
import { compileCheck } from '../../http/validation.ts';

/** A frame as it came: nothing but its outer form is checked. */
export interface RawFrame {
  type: unknown;
  /** What its answer repeats; without one it is answered only when something is wrong. */
  id: string | number | undefined;
  data: unknown;
}

/** Longer ones would make an answer of the gateway larger than the frame. */
const maxIdLength = 128;

/** Reads the outer form of a frame; null stands for one that is no text. Throws a 400 for what is none. */
export function readFrame(raw: Buffer | null): RawFrame {
  if (raw === null) throw invalidField('', 'A frame must be a text.');
  const text = raw.toString('utf8');
  const frame = parse(text);
  const fault = findJsonFault(text, frame);
  if (fault !== null) throw invalidField('', fault);
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) throw invalidField('', 'A frame must be a JSON object.');
  const { type, id, data } = frame as Record<string, unknown>;
  if (id !== undefined && id !== null && !isId(id)) throw invalidField('/id', `must be a number or a text of at most ${maxIdLength} characters`);
  return { type, id: id ?? undefined, data: data ?? {} };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidField('', 'A frame must be JSON.');
  }
}

function isId(id: unknown): id is string | number {
  return typeof id === 'number' || (typeof id === 'string' && id.length <= maxIdLength);
}

const types = Object.keys(frameSchemas) as ClientMessageType[];
const checks = new Map<unknown, (data: unknown) => FieldError[]>(types.map((type) => [type, compileCheck(frameSchemas[type])]));

/** Checks the data of a frame by its type's schema. Throws a 400 for an unknown type and for data that does not fit. */
export function checkFrame({ type, data }: RawFrame): CheckedFrame {
  const check = checks.get(type);
  if (!check) throw invalidField('/type', 'There is no such type of frame.');
  const errors = check(data).map(({ path, message }) => ({ path: `/data${path}`, message }));
  const first = errors[0];
  if (first) throw new AppError('validation', `${first.path}: ${first.message}.`, { errors });
  return { type, data } as CheckedFrame;
}

/** A frame whose data fits its type. */
export type CheckedFrame = { [T in ClientMessageType]: { type: T; data: FrameData<T> } }[ClientMessageType];
