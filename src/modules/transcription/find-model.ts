/**
 * The model that answers to a language: the one of this very tag, else that of its base language (`ko` for `ko-KR`), else
 * any of that base (`en-US` for `en`). Null when there is none.
 * @param models the folders of the models that are there.
 */
export function findModel(models: readonly string[], language: string): string | null {
  const wanted = language.toLowerCase();
  const base = baseOf(wanted);
  const sorted = models.toSorted();
  const isExact = (model: string) => model.toLowerCase() === wanted;
  const isBase = (model: string) => model.toLowerCase() === base;
  const isRelated = (model: string) => baseOf(model.toLowerCase()) === base;
  return sorted.find(isExact) ?? sorted.find(isBase) ?? sorted.find(isRelated) ?? null;
}

/** `en` of `en-us`. */
export function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? language;
}
