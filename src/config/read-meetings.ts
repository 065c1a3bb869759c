import type { SettingsReader } from './settings-reader.ts';

const parseSwitch = (value: string) => ({ on: true, off: false })[value];

function parseCount(value: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined;
}

/** Who may hold meetings, and when they end by themselves; milliseconds. */
export function readMeetings(reader: SettingsReader) {
  return {
    guestMeetings: reader.parsed(['GUEST_MEETINGS'], true, parseSwitch, '`on` or `off`'),
    emptyMs: reader.parsed(['MEETING_EMPTY_SECONDS'], 300, parseCount, 'a number of seconds from 1 to 999999') * 1_000,
    unusedMs: reader.parsed(['MEETING_UNUSED_HOURS'], 24, parseCount, 'a number of hours from 1 to 999999') * 3_600_000,
  };
}
