import { formatTime, type Template } from './template.ts';

/** `webhookId`, `origin` of its address (the rest may be a secret), `reason`. */
export const webhookDisabled: Template = ({ data: { webhookId = '', origin = '', reason }, at }) => ({
  subject: 'A webhook was disabled',
  paragraphs: [
    `The webhook ${webhookId} to ${origin} was disabled on ${formatTime(at)}: ${explain(reason)}`,
    'Nothing is delivered to it any more. When the address works again, make the webhook active again by the API.',
  ],
});

function explain(reason: string | undefined): string {
  if (reason === 'gone') return 'its server answered that it is gone (410).';
  return 'every delivery to it has failed for five days.';
}
