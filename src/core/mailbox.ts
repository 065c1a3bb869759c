/** Where a mail comes from or goes to, and the name that stands before the address; empty when there is none. */
export interface Mailbox {
  name: string;
  address: string;
}

/** One address and nothing else: no list, no name, no line of a header of its own. */
const addressPattern = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;
const maxLength = 254;

export function isMailAddress(text: string): boolean {
  return text.length <= maxLength && addressPattern.test(text);
}

/** Reads `address` or `Name <address>`; undefined when it is neither. */
export function parseMailbox(text: string): Mailbox | undefined {
  const { name = '', address = text } = /^(?<name>[^\p{C}<>()[\]\\,;:"@]*?)\s*<(?<address>[^<>]*)>$/u.exec(text)?.groups ?? {};
  return isMailAddress(address) ? { name, address } : undefined;
}

/** `Name <address>`, or the address alone. */
export function formatMailbox({ name, address }: Mailbox): string {
  return name === '' ? address : `${name} <${address}>`;
}
