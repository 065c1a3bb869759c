import { and, eq, sql } from 'drizzle-orm';
import { meetingPeople } from '../tables.ts';

/** Whoever waits is shown to hosts for so long after they were last seen. A hidden page may ask only once a minute. */
export const shownSeconds = 75;

/** The columns of somebody who was seen waiting just now. */
export const seenAtTheDoor = { waitingUntil: sql`now() + ${shownSeconds} * interval '1 second'` };

/** Those who wait, and were seen a short while ago. */
export const isAtTheDoor = and(eq(meetingPeople.state, 'waiting'), sql`${meetingPeople.waitingUntil} > now()`);
