type Memory = Pick<Storage, 'getItem' | 'setItem'>;

const keyOf = (pollId: string, participantId: string) => `plenum.vote.${pollId}.${participantId}`;

/** The id of the option that the person last chose in this window; null when none is known. */
export function recallVote(pollId: string, participantId: string, memory: () => Memory): string | null {
  try {
    return memory().getItem(keyOf(pollId, participantId));
  } catch {
    return null;
  }
}

/** Keeps a vote for this window: the server counts votes, but tells nobody whose they are. */
export function rememberVote(pollId: string, participantId: string, optionId: string, memory: () => Memory): void {
  try {
    memory().setItem(keyOf(pollId, participantId), optionId);
  } catch {
    // Browsers may forbid storage; the vote counts all the same.
  }
}
