import { availableParallelism } from 'node:os';
import { argon2id, hash, verify } from 'argon2';
import { createTurns } from '../../../core/turns.ts';

/** Slow hashes of passwords. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time without a hash, so that nobody learns from it who has an account. */
  verify(expected: string | null, password: string): Promise<boolean>;
}

/** What OWASP recommends for Argon2id: 19 MiB, two passes, one lane. */
const parameters = { type: argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;
/** A hash of nothing that anybody knows, of the same cost. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$Xx2XlObRGZidN0x94dd4NA$piZHllNiYCkPMiWGDb/kvMJcm47/Vs+JGpVK6ihxg+c';
/** Hashing takes place in Node's pool of four threads; one stays free for files and names. */
const maxThreads = 3;
/** Beyond that nobody would wait for the end. */
const waitingLimit = { maxWaiting: 200, detail: 'Too many people are logging in at the moment. Try again soon.' };

/** One for the process: it leaves a core to everybody else, and hashes off the main thread. */
export function createPasswords(): Passwords {
  const atOnce = Math.min(Math.max(1, availableParallelism() - 1), maxThreads);
  const inTurn = createTurns(atOnce, waitingLimit);
  return {
    hash: (password) => inTurn(() => hash(normalize(password), parameters)),
    async verify(expected, password) {
      const isSame = await inTurn(() => verify(expected ?? nobodysHash, normalize(password)));
      return isSame && expected !== null;
    },
  };
}

/** The same characters may be typed in different ways (NIST SP 800-63B). */
function normalize(password: string): string {
  return password.normalize('NFKC');
}
