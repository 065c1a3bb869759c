/** A message of the realtime gateway, in either direction. What `data` holds is the type's to say. */
export interface Frame {
  type: string;
  /** Given with a message that wants an answer, and with the answer. */
  id?: string;
  data: Record<string, unknown>;
  /** The number of a stored event within its meeting. They may skip: some are for other people. */
  seq?: number;
}

/** The frame in a message; null when there is none. */
export function parseFrame(text: unknown): Frame | null {
  try {
    const { type, id, data, seq } = JSON.parse(String(text)) as Partial<Frame>;
    if (typeof type !== 'string') return null;
    const isObject = typeof data === 'object' && data !== null;
    return {
      type,
      data: isObject ? data : {},
      ...(id === undefined ? {} : { id }),
      ...(typeof seq === 'number' ? { seq } : {}),
    };
  } catch {
    return null;
  }
}
