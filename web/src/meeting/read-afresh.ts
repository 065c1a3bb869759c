import type { Dispatch } from 'react';
import type { ToldBreakouts } from './breakout-changes.ts';
import type { ListedMessage } from './chat-changes.ts';
import type { MeetingSession } from './meeting-session.ts';
import type { Poll, Waiting } from './meeting-state.ts';
import type { MeetingAction } from './next-meeting-state.ts';

/** Reads what joining does not tell: what was said, who waits, which breakouts and polls there are. */
export async function readAfresh(
  session: MeetingSession,
  isHost: boolean,
  dispatch: Dispatch<MeetingAction>,
): Promise<void> {
  await Promise.all([
    quietly(readChat(session, null).then(dispatch)),
    quietly(
      session.call<ToldBreakouts>('GET', '/breakouts').then((listed) => dispatch({ type: 'breakouts-listed', listed })),
    ),
    quietly(
      session.call<{ polls: Poll[] }>('GET', '/polls').then(({ polls }) => dispatch({ type: 'polls-listed', polls })),
    ),
    isHost &&
      quietly(
        session
          .call<{ waiting: Waiting[] }>('GET', '/waiting')
          .then(({ waiting }) => dispatch({ type: 'waiting-listed', waiting })),
      ),
  ]);
}

/** Reads the newest messages, or those before a cursor. Throws ApiFailure. */
export async function readChat(session: MeetingSession, before: string | null): Promise<MeetingAction> {
  const query = new URLSearchParams({ order: 'desc', limit: '50', ...(before ? { cursor: before } : {}) });
  const { messages, nextCursor } = await session.call<{ messages: ListedMessage[]; nextCursor: string | null }>(
    'GET',
    `/chat?${query.toString()}`,
  );
  return { type: 'chat-listed', messages, earlier: nextCursor };
}

/** What cannot be read now comes with the next event, or is read again after the next connection. */
async function quietly(reading: Promise<void>): Promise<void> {
  await reading.catch(() => {});
}
