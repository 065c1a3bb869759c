import type { MailMessage } from '../../platform/mail/mail-transport.ts';
import { renderMail } from './render-mail.ts';
import { lowBalance } from './templates/low-balance.ts';
import { passwordChanged } from './templates/password-changed.ts';
import { passwordReset } from './templates/password-reset.ts';
import { recordingReady } from './templates/recording-ready.ts';
import type { Template } from './templates/template.ts';
import { webhookDisabled } from './templates/webhook-disabled.ts';
import { welcome } from './templates/welcome.ts';

const templates = {
  welcome,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'low-balance': lowBalance,
  'webhook-disabled': webhookDisabled,
  'recording-ready': recordingReady,
} satisfies Record<string, Template>;

export type MailKind = keyof typeof templates;

/** A stored mail whose data can be read. */
export interface OpenMail {
  id: string;
  kind: string;
  to: string;
  createdAt: Date;
  data: Record<string, string>;
}

/** What is sent: the same at every try. Throws for a kind that only a later version knows. */
export function composeMail({ id, kind, to, createdAt, data }: OpenMail, publicUrl: string): MailMessage {
  const template: Template | undefined = Object.hasOwn(templates, kind) ? templates[kind as MailKind] : undefined;
  if (!template) throw new Error(`There is no mail of the kind ${kind}.`);
  return { id, to, date: createdAt, ...renderMail(template({ data, publicUrl, at: createdAt }), publicUrl) };
}
