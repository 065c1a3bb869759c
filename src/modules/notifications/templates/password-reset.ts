import type { Template } from './template.ts';

/** `url`: where the password is set. */
export const passwordReset: Template = ({ data: { url = '' } }) => ({
  subject: 'Set a new password',
  paragraphs: [
    'Somebody has asked for a new password for your account. If it was you, set one here:',
    'The link works once, and for one hour. Then all sessions of the account end.',
    'If it was not you, you need not do anything: your password stays as it is.',
  ],
  link: { label: 'Set a new password', url },
});
