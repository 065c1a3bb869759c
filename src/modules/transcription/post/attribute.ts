import type { SpokenInterval } from '../../compositing/index.ts';

/** Who said something. */
export interface Speaker {
  identity: string;
  name: string;
}

interface Timed {
  start: number;
  end: number;
}

/** Words that follow one another and that one person said; nobody knows who when it is null. */
export interface Turn<Word> {
  speaker: Speaker | null;
  words: Word[];
}

/** Finds who said what in a recording. */
export interface Attribution {
  /** Splits what was heard where somebody else goes on; times in seconds of the file. */
  split<Word extends Timed>(words: readonly Word[]): Turn<Word>[];
}

/** LiveKit tells so much later that somebody speaks, or has ended, than their sound comes into the recording; seconds. */
const lateSeconds = 0.4;
/** Words that nobody is known to have spoken belong to whoever spoke so shortly before or after; seconds. */
const nearSeconds = 1.5;
/** Who goes on speaking keeps the word while another speaks at the same time for not much longer. */
const advantage = 1.5;

const bucketSeconds = 10;

/** @param intervals of all who spoke, in any order. */
export function createAttribution(intervals: readonly SpokenInterval[]): Attribution {
  const buckets = fillBuckets(intervals);
  return {
    split(words) {
      const scores = words.map((word) => scoreSpeakers(buckets, word));
      let speaker = findFirst(buckets, words, scores);
      const turns: Turn<(typeof words)[number]>[] = [];
      for (const [i, word] of words.entries()) {
        speaker = chooseNext(scores[i] ?? new Map(), speaker);
        const turn = turns.at(-1);
        if (turn && turn.speaker?.identity === speaker?.identity) turn.words.push(word);
        else turns.push({ speaker, words: [word] });
      }
      return turns;
    },
  };
}

interface Spoken extends Speaker, Timed {}
type Buckets = Map<number, Spoken[]>;
/** For how many seconds each spoke, by identity. */
type Scores = Map<string, { speaker: Speaker; seconds: number }>;

/** By the tens of seconds in which they lie: a recording may have thousands. */
function fillBuckets(intervals: readonly SpokenInterval[]): Buckets {
  const buckets: Buckets = new Map();
  for (const { identity, name, fromMs, toMs } of intervals) {
    const spoken = { identity, name, start: fromMs / 1_000 - lateSeconds, end: toMs / 1_000 - lateSeconds };
    for (const key of bucketsOf(spoken)) {
      const bucket = buckets.get(key) ?? [];
      bucket.push(spoken);
      buckets.set(key, bucket);
    }
  }
  return buckets;
}

function bucketsOf({ start, end }: Timed): number[] {
  const first = Math.floor(start / bucketSeconds);
  return Array.from({ length: Math.floor(end / bucketSeconds) - first + 1 }, (_, i) => first + i);
}

function scoreSpeakers(buckets: Buckets, { start, end }: Timed): Scores {
  const scores: Scores = new Map();
  const near = new Set(bucketsOf({ start, end }).flatMap((key) => buckets.get(key) ?? []));
  for (const spoken of near) {
    const seconds = Math.min(end, spoken.end) - Math.max(start, spoken.start);
    if (seconds <= 0) continue;
    const { identity, name } = spoken;
    scores.set(identity, { speaker: { identity, name }, seconds: (scores.get(identity)?.seconds ?? 0) + seconds });
  }
  return scores;
}

/** Who begins: of those who speak at the first word that anybody is known to have said, who speaks longest in all of it. */
function findFirst(buckets: Buckets, words: readonly Timed[], scores: readonly Scores[]): Speaker | null {
  const begin = scores.find(({ size }) => size > 0);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return null;
  if (!begin) return longest(scoreSpeakers(buckets, { start: first.start - nearSeconds, end: last.end + nearSeconds }));
  const most = Math.max(...[...begin.values()].map(({ seconds }) => seconds));
  const overall = scoreSpeakers(buckets, { start: first.start, end: last.end });
  return longest(new Map([...overall].filter(([identity]) => (begin.get(identity)?.seconds ?? 0) * advantage >= most)));
}

/** Who says the next word: whoever said the last one, unless another clearly does. */
function chooseNext(scores: Scores, last: Speaker | null): Speaker | null {
  const best = longest(scores);
  if (best === null || last === null) return best ?? last;
  const [own, other] = [scores.get(last.identity)?.seconds ?? 0, scores.get(best.identity)?.seconds ?? 0];
  return own * advantage >= other ? last : best;
}

function longest(scores: Scores): Speaker | null {
  const [best] = [...scores.values()].toSorted((a, b) => b.seconds - a.seconds || a.speaker.identity.localeCompare(b.speaker.identity));
  return best?.speaker ?? null;
}
