const form = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** Whether this can name a language, as BCP 47 writes it (`ko`, `en-US`), and so a folder: it holds no dot and no slash. */
export function isLanguageTag(text: string): boolean {
  return text.length <= 35 && form.test(text);
}
