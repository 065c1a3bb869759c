import * as fc from 'fast-check';

/** A stay of a person in a room. Times are ms since the history began; `leftAt` is null while they are still there. */
export interface Stay {
  sid: string;
  identity: string;
  joinedAt: number;
  leftAt: number | null;
  /** They never got through: LiveKit lists them for a while and tells nothing but that it failed. */
  isAborted: boolean;
  tracks: { sid: string; at: number }[];
}

/** A time for which a room was open. The rooms of a history have the same name and follow one another. */
export interface Sitting {
  sid: string;
  openedAt: number;
  closedAt: number | null;
  stays: Stay[];
}

interface StayShape {
  from: number;
  length: number;
  isAborted: boolean;
  identity: string;
  tracks: number[];
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

const stayShape: fc.Arbitrary<StayShape> = fc.record({
  from: fc.oneof(fc.constant(0), share),
  length: share,
  isAborted: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
  identity: fc.constantFrom('ann', 'bob'),
  tracks: fc.array(share, { maxLength: 2 }),
});

const sittingShape = fc.record({
  pause: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 20_000 })),
  length: fc.integer({ min: 1, max: 60_000 }),
  stays: fc.array(stayShape, { maxLength: 3 }),
});

/** What truly happened under one room name: up to three sittings, the last of which may go on. */
export const history: fc.Arbitrary<Sitting[]> = fc
  .record({ shapes: fc.array(sittingShape, { minLength: 1, maxLength: 3 }), isLastOpen: fc.boolean() })
  .map(({ shapes, isLastOpen }) => {
    let clock = 0;
    return shapes.map(({ pause, length, stays }, i) => {
      const openedAt = clock + pause;
      clock = openedAt + length;
      const isOpen = isLastOpen && i === shapes.length - 1;
      return {
        sid: `RM_${i}`,
        openedAt,
        closedAt: isOpen ? null : clock,
        stays: stays.map((shape, j) => toStay(shape, `${i}_${j}`, { openedAt, length, isOpen })),
      };
    });
  });

function toStay(shape: StayShape, id: string, sitting: { openedAt: number; length: number; isOpen: boolean }): Stay {
  const joinedAt = sitting.openedAt + Math.floor(shape.from * sitting.length);
  const rest = sitting.openedAt + sitting.length - joinedAt;
  const stays = Math.floor(shape.length * rest);
  const isThere = sitting.isOpen && shape.length > 0.5 && !shape.isAborted;
  return {
    sid: `PA_${id}`,
    identity: shape.identity,
    joinedAt,
    leftAt: isThere ? null : joinedAt + stays,
    isAborted: shape.isAborted,
    tracks: shape.isAborted ? [] : shape.tracks.map((at, k) => ({ sid: `TR_${id}_${k}`, at: joinedAt + Math.floor(at * stays) })),
  };
}
