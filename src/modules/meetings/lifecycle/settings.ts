import { Type } from 'typebox';
import { MeetingSettings } from '../../../contracts/meetings.ts';
import type { Meeting } from '../tables.ts';

/** Settings of which some are left out. */
export const SomeSettings = Type.Partial(MeetingSettings);

export const defaultSettings: MeetingSettings = {
  muteOnJoin: false,
  videoOffOnJoin: false,
  maxParticipants: 50,
  locked: false,
  waitingRoom: false,
};

/** How a meeting is held. */
export function settingsOf(meeting: SettingColumns): MeetingSettings {
  const { muteOnJoin, videoOffOnJoin, maxParticipants, isLocked: locked, hasWaitingRoom: waitingRoom } = meeting;
  return { muteOnJoin, videoOffOnJoin, maxParticipants, locked, waitingRoom };
}

type SettingColumns = Pick<Meeting, 'muteOnJoin' | 'videoOffOnJoin' | 'maxParticipants' | 'isLocked' | 'hasWaitingRoom'>;

/** The columns in which settings stand. */
export function columnsOf(settings: MeetingSettings): SettingColumns {
  const { muteOnJoin, videoOffOnJoin, maxParticipants, locked: isLocked, waitingRoom: hasWaitingRoom } = settings;
  return { muteOnJoin, videoOffOnJoin, maxParticipants, isLocked, hasWaitingRoom };
}

/** The settings among the fields of a request; what was left out stays out. */
export function pickSettings(fields: Partial<MeetingSettings>): Partial<MeetingSettings> {
  const names = Object.keys(defaultSettings) as (keyof MeetingSettings)[];
  return Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}
