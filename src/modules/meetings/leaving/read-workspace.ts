import { and, asc, eq, gt } from 'drizzle-orm';
import { readPages } from '../../../core/read-pages.ts';
import type { Database } from '../../../platform/db/client.ts';
import { breakouts } from '../breakouts/tables.ts';
import { chatMessages } from '../chat/tables.ts';
import { toMeetingView } from '../lifecycle/meeting-view.ts';
import { usageOf } from '../lifecycle/usage-view.ts';
import { meetingNotes } from '../notes/tables.ts';
import { polls, pollVotes } from '../polls/tables.ts';
import { questions } from '../questions/tables.ts';
import { findRecurring } from '../recurring/repository.ts';
import { toRecurringView } from '../recurring/recurring-view.ts';
import type { RecurringMeeting } from '../recurring/tables.ts';
import { type Meeting, meetingInvites, meetingPeople, meetings } from '../tables.ts';
import { findTemplates } from '../templates/repository.ts';
import type { MeetingTemplate } from '../templates/tables.ts';
import { toTemplateView } from '../templates/template-view.ts';

/** The meetings of a workspace with the people in them and what they said, asked, answered and wrote. */
export async function* readWorkspaceMeetings(db: Database, workspaceId: string): AsyncGenerator<object> {
  const { id } = meetings;
  const find = (after: Meeting | null, limit: number) =>
    db
      .select()
      .from(meetings)
      .where(and(eq(meetings.workspaceId, workspaceId), gt(id, after?.id ?? '')))
      .orderBy(asc(id))
      .limit(limit);
  for await (const meeting of readPages<Meeting>(find)) yield readMeeting(db, meeting);
}

async function readMeeting(db: Database, meeting: Meeting): Promise<object> {
  const { id } = meeting;
  const [people, invites, messages, notes] = await Promise.all([
    db.select(personFields).from(meetingPeople).where(eq(meetingPeople.meetingId, id)),
    db.select(inviteFields).from(meetingInvites).where(eq(meetingInvites.meetingId, id)),
    db.select(messageFields).from(chatMessages).where(eq(chatMessages.meetingId, id)).orderBy(asc(chatMessages.seq)),
    db.select(noteFields).from(meetingNotes).where(eq(meetingNotes.meetingId, id)),
  ]);
  const [asked, voted, votes, rooms] = await Promise.all([
    db.select(questionFields).from(questions).where(eq(questions.meetingId, id)).orderBy(asc(questions.seq)),
    db.select(pollFields).from(polls).where(eq(polls.meetingId, id)).orderBy(asc(polls.seq)),
    db.select(voteFields).from(pollVotes).innerJoin(polls, eq(polls.id, pollVotes.pollId)).where(eq(polls.meetingId, id)),
    db.select({ name: breakouts.name, createdAt: breakouts.createdAt }).from(breakouts).where(eq(breakouts.meetingId, id)),
  ]);
  const { participantCount: _, ...view } = toMeetingView({ ...meeting, participantCount: 0 });
  const used = meeting.status === 'ended' ? usageOf(meeting) : null;
  return { ...view, used, people, invites, messages, notes, questions: asked, polls: voted, votes, breakouts: rooms };
}

const { participantId, name, role, state, createdAt } = meetingPeople;
const personFields = { participantId, name, role, state, createdAt };
const inviteFields = { name: meetingInvites.name, usedAt: meetingInvites.usedAt, createdAt: meetingInvites.createdAt };
const messageFields = {
  msgId: chatMessages.id,
  participantId: chatMessages.participantId,
  participantName: chatMessages.participantName,
  text: chatMessages.text,
  replyTo: chatMessages.replyTo,
  createdAt: chatMessages.createdAt,
};
const noteFields = { content: meetingNotes.content, version: meetingNotes.version, updatedAt: meetingNotes.updatedAt };
const questionFields = { participantName: questions.participantName, text: questions.text, isAnswered: questions.isAnswered };
const pollFields = { pollId: polls.id, question: polls.question, type: polls.type, options: polls.options, createdAt: polls.createdAt };
const voteFields = { pollId: pollVotes.pollId, participantId: pollVotes.participantId, optionId: pollVotes.optionId };

/** Its templates. */
export async function* readTemplates(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: MeetingTemplate | null, limit: number) => findTemplates(db, workspaceId, after?.seq ?? null, limit);
  for await (const template of readPages<MeetingTemplate>(find)) yield toTemplateView(template);
}

/** What its meetings recur by. */
export async function* readRecurring(db: Database, workspaceId: string): AsyncGenerator<object> {
  const find = (after: RecurringMeeting | null, limit: number) => findRecurring(db, workspaceId, after?.seq ?? null, limit);
  for await (const recurring of readPages<RecurringMeeting>(find)) yield toRecurringView(recurring);
}
