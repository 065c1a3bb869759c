import { useState } from 'react';
import { resetPassword } from '../api/mailed-links.ts';
import { TextField } from '../ui/TextField.tsx';
import { AccountForm } from './AccountForm.tsx';
import { EndedResetPage } from './EndedResetPage.tsx';
import { failureOfReset } from './mailed-link-failures.ts';
import { problemOfPassword } from './problem-of-password.ts';
import { useSubmission } from './use-submission.ts';

/** Asks for the new password and sets it, if the link has not ended meanwhile. */
export function ResetPasswordForm({ token, onSet }: { token: string; onSet: () => void }) {
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const submission = useSubmission(failureOfReset);
  const problem = problemOfPassword(password);
  const submit = () => {
    setChecked(true);
    if (!problem) submission.submit(() => resetPassword(token, password), onSet);
  };
  if (submission.failure?.retry === false) return <EndedResetPage />;
  return (
    <AccountForm
      title="Set a new password"
      text="It takes the place of the old one, and you will be signed out everywhere."
      action="Set the password"
      submission={submission}
      onSubmit={submit}
    >
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        autoFocus
        value={password}
        problem={isChecked ? problem : undefined}
        onChange={setPassword}
      />
    </AccountForm>
  );
}
