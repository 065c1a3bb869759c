import type { Template } from './template.ts';

/** `recordingId`, `filename`; `roomId` where it is known. */
export const recordingReady: Template = ({ data: { recordingId = '', filename = '', roomId }, publicUrl }) => ({
  subject: 'A recording is ready',
  paragraphs: [
    roomId === undefined ? `The recording ${filename} is ready.` : `The recording ${filename} of the room “${roomId}” is ready.`,
    'To download it, you have to be logged in in the same browser.',
  ],
  link: { label: 'Download', url: `${publicUrl}/v1/recordings/${encodeURIComponent(recordingId)}/download` },
});
