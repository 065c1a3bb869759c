import { formatTime, type Template } from './template.ts';

/** Needs no data. */
export const passwordChanged: Template = ({ publicUrl, at }) => ({
  subject: 'Your password was changed',
  paragraphs: [
    `The password of your account was changed on ${formatTime(at)}. Other sessions of the account have ended.`,
    'If it was not you, set a new password at once:',
    `${publicUrl}/forgot-password`,
  ],
});
