import { type Static, Type } from 'typebox';
import { MeetingSettings } from '../../../contracts/meetings.ts';
import type { Meeting } from '../tables.ts';
import { settingsOf } from './settings.ts';

export const SettingsView = Type.Object({ title: Type.String(), ...MeetingSettings.properties });

export function toSettingsView(meeting: Meeting): Static<typeof SettingsView> {
  return { title: meeting.title, ...settingsOf(meeting) };
}
