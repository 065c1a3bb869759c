import { useState } from 'react';
import { requestPasswordReset } from '../api/mailed-links.ts';
import { MessagePage } from '../ui/MessagePage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { AccountForm } from './AccountForm.tsx';
import { failureOfRequest } from './mailed-link-failures.ts';
import { useSubmission } from './use-submission.ts';

/** Asks for a mail with a link that sets a new password. It never tells whether there is such an account. */
export default function ForgotPasswordPage() {
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const submission = useSubmission(failureOfRequest);
  if (isSent) {
    const text = `If there is an account with ${email.trim()}, a mail with a link is on its way. The link works for one hour.`;
    return <MessagePage title="Look into your mail" text={text} />;
  }
  return (
    <AccountForm
      title="Get a new password"
      text="Write the e-mail address of your account. A link comes there by which you set a new password."
      action="Send the link"
      submission={submission}
      onSubmit={() => submission.submit(() => requestPasswordReset(email.trim()), () => setSent(true))}
    >
      <TextField label="E-mail address" type="email" autoComplete="email" autoFocus value={email} onChange={setEmail} />
    </AccountForm>
  );
}
