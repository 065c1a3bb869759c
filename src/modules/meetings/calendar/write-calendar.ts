import { toUtcText, toWallText } from '../../../core/time-zones.ts';
import { joinUrlOf } from '../lifecycle/meeting-view.ts';
import type { RecurringMeeting } from '../recurring/tables.ts';
import type { Meeting } from '../tables.ts';
import { type ContentLine, escapeText, writeLines } from './content-lines.ts';
import { writeTimezone } from './write-timezone.ts';

/** When nobody said how long it takes. */
const usualMinutes = 60;

/** A meeting's invitation, or that of all that recur with it: `occurrences` are those that are scheduled already. */
export type Invitation =
  | { meeting: Meeting; recurring: null }
  | { meeting: Meeting; recurring: RecurringMeeting; firstAt: Date; occurrences: readonly Meeting[] };

/** An iCalendar file (RFC 5545). @param publicUrl without a trailing slash. */
export function writeCalendar(invitation: Invitation, publicUrl: string): string {
  const { host } = new URL(publicUrl);
  const writer: Writer = { publicUrl, host, stamp: toUtcText(Date.now()) };
  return writeLines([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Plenum//Meetings//EN'],
    ['METHOD', 'PUBLISH'],
    ...(invitation.recurring ? writeSeries(writer, invitation) : writeSingle(writer, invitation.meeting)),
    ['END', 'VCALENDAR'],
  ]);
}

interface Writer {
  publicUrl: string;
  host: string;
  /** DTSTAMP. */
  stamp: string;
}

function writeSingle(writer: Writer, meeting: Meeting): ContentLine[] {
  const start = (meeting.scheduledAt ?? meeting.startedAt ?? meeting.createdAt).getTime();
  return event(writer, meeting.id, [['DTSTART', toUtcText(start)], ...describe(writer, meeting)]);
}

/**
 * All occurrences by their rule, and each that is scheduled as one that differs: by its address at least, which is its
 * own.
 */
function writeSeries(writer: Writer, { recurring, firstAt, occurrences }: Extract<Invitation, { firstAt: Date }>): ContentLine[] {
  const { id, title, rrule, timezone, durationMinutes } = recurring;
  const local = (name: string, at: Date): ContentLine => [`${name};TZID=${timezone}`, toWallText(timezone, at.getTime())];
  const known = occurrences.flatMap((meeting) => (meeting.occurrenceAt ? [{ ...meeting, occurrenceAt: meeting.occurrenceAt }] : []));
  const cancelled = known.filter(({ status }) => status === 'cancelled');
  return [
    ...writeTimezone(timezone, firstAt.getTime()),
    ...event(writer, id, [
      local('DTSTART', firstAt),
      ['DURATION', `PT${durationMinutes}M`],
      ['RRULE', rrule],
      ...cancelled.map(({ occurrenceAt }) => local('EXDATE', occurrenceAt)),
      ['SUMMARY', escapeText(title)],
    ]),
    ...known
      .filter(({ status }) => status !== 'cancelled')
      .flatMap((meeting) =>
        event(writer, id, [
          local('RECURRENCE-ID', meeting.occurrenceAt),
          local('DTSTART', meeting.scheduledAt ?? meeting.occurrenceAt),
          ...describe(writer, meeting),
        ]),
      ),
  ];
}

function describe({ publicUrl }: Writer, { id, title, status, durationMinutes }: Meeting): ContentLine[] {
  const url = `${publicUrl}${joinUrlOf(id)}`;
  return [
    ['DURATION', `PT${durationMinutes ?? usualMinutes}M`],
    ['SUMMARY', escapeText(title)],
    ['LOCATION', escapeText(url)],
    ['URL', url],
    ['STATUS', status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'],
  ];
}

function event({ host, stamp }: Writer, id: string, lines: ContentLine[]): ContentLine[] {
  return [['BEGIN', 'VEVENT'], ['UID', `${id}@${host}`], ['DTSTAMP', stamp], ...lines, ['END', 'VEVENT']];
}
