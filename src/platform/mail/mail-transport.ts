/** A mail that is ready to go. `id` is the same at every try, so that a repetition can be told as one. */
export interface MailMessage {
  id: string;
  /** One address and nothing else. */
  to: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
}

/** How mail leaves this server. */
export interface MailTransport {
  /** Resolves when another server has taken the mail. Rejects with a MailRefused when it never will. */
  send(message: MailMessage): Promise<void>;
  /** Whether it would take one now. Rejects, or answers false, when not. */
  check(): Promise<boolean>;
}

/** This mail will not be taken, however often it is tried. */
export class MailRefused extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'MailRefused';
  }
}
