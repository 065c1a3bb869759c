export { deleteOldMails } from './delete-old-mails.ts';
export type { NotificationsDeps } from './deps.ts';
export { enqueueMail, type NewMail } from './enqueue-mail.ts';
export { mailFigures } from './figures.ts';
export { mailOwner } from './mail-owner.ts';
export { isMailWorking } from './mail-state.ts';
export { runMails } from './sending/run-mails.ts';
export { createMailSubscriber } from './subscriber.ts';
export { forgetMails, readMails, removeMails } from './account-mails.ts';
