/** What a language is called in the page's own language, such as `Korean` or `English (United States)`. */
export function nameLanguage(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Of those that there are, the one that a reader of these languages would choose; undefined when there are none. */
export function chooseLanguage(there: readonly string[], wanted: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const found = there.find((one) => isSame(one, tag)) ?? there.find((one) => isSame(baseOf(one), baseOf(tag)));
    if (found !== undefined) return found;
  }
  return there[0];
}

function baseOf(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
