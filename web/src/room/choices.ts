import { recall, remember } from '../lib/storage.ts';

/** What is sent from here: which devices, and whether they are on. Device ids are the browser's; '' is its default. */
export interface MediaChoices {
  cameraOn: boolean;
  microphoneOn: boolean;
  cameraId: string;
  microphoneId: string;
  speakerId: string;
}

const DEFAULTS: MediaChoices = { cameraOn: true, microphoneOn: true, cameraId: '', microphoneId: '', speakerId: '' };

/** The choices as this device last had them. Joining again must not switch on what the person had switched off. */
export function recallChoices(): MediaChoices {
  return { ...DEFAULTS, ...recall<Partial<MediaChoices>>('media') };
}

/** Remembers changed choices on this device and returns all of them. */
export function rememberChoices(changed: Partial<MediaChoices>): MediaChoices {
  const choices = { ...recallChoices(), ...changed };
  remember('media', choices);
  return choices;
}

export function recallName(): string {
  return recall<string>('name') ?? '';
}

export function rememberName(name: string): void {
  remember('name', name);
}
