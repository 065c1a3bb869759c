import type { MeetingEvent } from '../../contracts/realtime.ts';

interface FeedSource {
  /** The next stored events after a number, as many as are read at once, in their order. */
  read(after: number): Promise<MeetingEvent[]>;
  deliver(event: MeetingEvent): void;
  onError(error: unknown): void;
}

/** Two processes that commit one after the other may tell it the other way round. */
const patienceMs = 15;
/** What waits for a missing one; beyond that it is read again. */
const maxEarly = 1_000;

/**
 * Makes one ordered row of events out of what is told and what is stored: each once, in the order of their numbers. What
 * is not stored has no number and goes through at once.
 */
export class Feed {
  /** The number of the last event that was delivered. */
  lastSeq: number;
  readonly #source: FeedSource;
  /** What came before its turn. */
  readonly #early = new Map<number, MeetingEvent>();
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #isClosed = false;

  /** @param lastSeq what is delivered begins after this number. */
  constructor(lastSeq: number, source: FeedSource) {
    this.lastSeq = lastSeq;
    this.#source = source;
  }

  /** Takes what another process told: anything may be missing, late or told before. */
  push(events: readonly MeetingEvent[]): void {
    if (this.#isClosed) return;
    for (const event of events) {
      if (event.seq === undefined) this.#source.deliver(event);
      else this.#takeStored(event, event.seq);
    }
  }

  /** Takes that the meeting is at this number, and resolves when all up to it is delivered. Rejects when it cannot be read. */
  async catchUp(seq: number): Promise<void> {
    while (this.#isBehind(seq)) {
      const before = this.lastSeq;
      this.#reading ??= this.#readOn(seq).finally(() => {
        this.#reading = null;
      });
      await this.#reading;
      // Those numbers are not there any more.
      if (this.lastSeq === before) return;
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #isBehind(seq: number): boolean {
    return !this.#isClosed && this.lastSeq < seq;
  }

  #takeStored(event: MeetingEvent, seq: number): void {
    if (seq <= this.lastSeq) return;
    if (seq === this.lastSeq + 1 && this.#reading === null) {
      this.#take(event);
      if (this.#early.size > 0) this.#takeEarly();
      return;
    }
    if (this.#early.size < maxEarly) this.#early.set(seq, event);
    this.#timer ??= setTimeout(() => this.#lookForGap(), patienceMs);
  }

  #lookForGap(): void {
    this.#timer = null;
    if (this.#early.size > 0) this.catchUp(Math.max(...this.#early.keys())).catch(this.#source.onError);
  }

  async #readOn(seq: number): Promise<void> {
    while (this.#isBehind(seq)) {
      const events = await this.#source.read(this.lastSeq);
      const before = this.lastSeq;
      for (const event of events) if (this.#isBehind(event.seq ?? 0)) this.#take(event);
      this.#takeEarly();
      if (this.lastSeq === before) return;
    }
  }

  #take(event: MeetingEvent): void {
    this.lastSeq = event.seq ?? this.lastSeq;
    this.#early.delete(this.lastSeq);
    this.#source.deliver(event);
  }

  #takeEarly(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.#take(next);
    for (const seq of this.#early.keys()) if (seq <= this.lastSeq) this.#early.delete(seq);
  }

  #next(): MeetingEvent | undefined {
    return this.#early.get(this.lastSeq + 1);
  }
}
