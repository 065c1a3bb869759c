interface Mark {
  /** Where in the recogniser's time a sentence begins. */
  from: number;
  segmentId: string;
}

/**
 * The sentences that a recogniser is given and has not told yet. Each has its id from its beginning, so that what is
 * shown while it is spoken and what is stored in the end are known to be the same.
 */
export class UtteranceMarks {
  readonly #newId: (from: number) => string;
  #marks: Mark[] = [];

  constructor(newId: (from: number) => string) {
    this.#newId = newId;
  }

  begin(from: number): void {
    this.#marks.push({ from, segmentId: this.#newId(from) });
  }

  /** The one that is being spoken, as far as is known; null: none. */
  current(): Mark | null {
    return this.#marks[0] ?? null;
  }

  /** The id of the sentence that begins with this word and is told now. */
  take(firstWord: number): string {
    const index = this.#marks.findLastIndex(({ from }) => from <= firstWord);
    const mark = this.#marks[index] ?? { segmentId: this.#newId(firstWord) };
    this.#marks.splice(0, index + 1);
    return mark.segmentId;
  }

  /** Forgets those that began before: nothing was understood of them. */
  forgetBefore(moment: number): void {
    this.#marks = this.#marks.filter(({ from }) => from >= moment);
  }
}
