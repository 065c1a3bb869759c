import { lookup, Resolver } from 'node:dns/promises';

/** All addresses of a name. Rejects when there are none. */
export type Resolve = (host: string) => Promise<string[]>;

/** Answers after which asking in another way makes sense: the name may stand in /etc/hosts. */
const absent = new Set(['ENOTFOUND', 'ENODATA', 'EREFUSED', 'ECONNREFUSED', 'EFORMERR', 'EBADNAME']);

/**
 * Asks DNS without a thread: the four threads in which Node calls the system's resolver could all be held up by one
 * name whose server does not answer. Only names that are not in DNS go to the system.
 */
export const resolveHost: Resolve = async (host) => {
  // A name without a dot is of this machine or network.
  if (!host.includes('.')) return askSystem(host);
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.length > 0) return addresses;
  for (const answer of answers) {
    if (answer.status === 'rejected' && !absent.has(codeOf(answer.reason))) throw answer.reason;
  }
  return askSystem(host);
};

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? '';
}

async function askSystem(host: string): Promise<string[]> {
  const answers = await lookup(host, { all: true });
  return answers.map(({ address }) => address);
}
