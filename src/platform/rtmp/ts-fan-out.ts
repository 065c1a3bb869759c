/** A run of whole packets, and whether the picture can be decoded from here on. */
export interface TsRun {
  data: Buffer;
  isKeyFrame: boolean;
}

/** Takes an MPEG-TS as it comes and hands it to any number of readers, each from a key frame on. */
export interface TsFanOut {
  push(chunk: Buffer): void;
  /** Resolves when there is something to read. */
  begun: Promise<void>;
  /** Adds a reader; it gets the tables and the next key frame first. @returns what removes it. */
  subscribe(read: (run: TsRun) => void): () => void;
}

const PACKET_BYTES = 188;
const PAT_PID = 0;

/** @param videoPid the id of the picture's packets. */
export function createTsFanOut(videoPid: number): TsFanOut {
  const readers = new Map<(run: TsRun) => void, { hasBegun: boolean }>();
  const begun = Promise.withResolvers<void>();
  let rest: Buffer = Buffer.alloc(0);
  let pat: Buffer | null = null;
  let pmt: Buffer | null = null;

  function handOut(data: Buffer, isKeyFrame: boolean): void {
    if (data.length === 0) return;
    if (isKeyFrame) begun.resolve();
    for (const [read, state] of readers) {
      if (!state.hasBegun && !isKeyFrame) continue;
      // Who joins, and who has skipped something, needs the tables.
      read(isKeyFrame && pat && pmt ? { data: Buffer.concat([pat, pmt, data]), isKeyFrame } : { data, isKeyFrame });
      state.hasBegun = true;
    }
  }

  function push(chunk: Buffer): void {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.length - (bytes.length % PACKET_BYTES);
    rest = bytes.subarray(end);
    let from = 0;
    let isKeyFrame = false;
    for (let at = 0; at < end; at += PACKET_BYTES) {
      const packet = bytes.subarray(at, at + PACKET_BYTES);
      const pid = pidOf(packet);
      if (pid === PAT_PID) pat = Buffer.from(packet);
      else if (pat && pid === pmtPidOf(pat)) pmt = Buffer.from(packet);
      else if (pid === videoPid && beginsKeyFrame(packet)) {
        handOut(bytes.subarray(from, at), isKeyFrame);
        from = at;
        isKeyFrame = true;
      }
    }
    handOut(bytes.subarray(from, end), isKeyFrame);
  }

  return {
    push,
    begun: begun.promise,
    subscribe(read) {
      readers.set(read, { hasBegun: false });
      return () => void readers.delete(read);
    },
  };
}

function pidOf(packet: Buffer): number {
  return packet.readUInt16BE(1) & 0x1fff;
}

/** The first program's, of a table that stands in one packet without an adaptation field (ISO 13818-1, 2.4.4.3). */
function pmtPidOf(pat: Buffer): number {
  return pat.readUInt16BE(15) & 0x1fff;
}

/** A frame begins here, and its random access indicator is set. */
function beginsKeyFrame(packet: Buffer): boolean {
  const [, flags = 0, , control = 0, length = 0, indicators = 0] = packet;
  return (flags & 0x40) !== 0 && (control & 0x20) !== 0 && length > 0 && (indicators & 0x40) !== 0;
}
