/** Reads settings one by one and remembers what is wrong with each, so that all errors are told at once. */
export class SettingsReader {
  readonly errors: string[] = [];
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** The value of the first of these names that is set and not empty. */
  optional(...names: string[]): string | undefined {
    for (const name of names) {
      const value = this.#env[name]?.trim();
      if (value) return value;
    }
    return undefined;
  }

  required(...names: string[]): string {
    const value = this.optional(...names);
    if (value === undefined) this.errors.push(`${names.join(' or ')} is not set.`);
    return value ?? '';
  }

  /** A setting parsed by `parse`, which answers undefined for a value it does not understand. */
  parsed<T>(names: string[], fallback: T, parse: (value: string) => T | undefined, expected: string): T {
    const value = this.optional(...names);
    if (value === undefined) return fallback;
    const result = parse(value);
    if (result !== undefined) return result;
    this.errors.push(`${names.join(' or ')} must be ${expected}.`);
    return fallback;
  }

  list(name: string): string[] {
    return (this.optional(name) ?? '').split(',').map((item) => item.trim()).filter(Boolean);
  }
}

/** A URL of one of these protocols, without a trailing slash; undefined when it is not one. */
export function parseUrl(value: string, protocols: string[]): string | undefined {
  const url = URL.parse(value);
  return url && protocols.includes(url.protocol) ? value.replace(/\/+$/, '') : undefined;
}

export function parsePort(value: string): number | undefined {
  const port = Number(value);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}
