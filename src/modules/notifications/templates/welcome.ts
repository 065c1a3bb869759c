import type { Template } from './template.ts';

/** `url`: where the address is confirmed. */
export const welcome: Template = ({ data: { url }, publicUrl }) => ({
  subject: 'Welcome to Plenum',
  paragraphs: [
    url === undefined
      ? `An account was made with this e-mail address at ${publicUrl}.`
      : `An account was made with this e-mail address at ${publicUrl}. Please confirm that the address is yours:`,
    ...(url === undefined ? [] : ['The link works for seven days.']),
    'If it was not you, you need not do anything: somebody has mistyped an address.',
  ],
  ...(url === undefined ? {} : { link: { label: 'Confirm the address', url } }),
});
