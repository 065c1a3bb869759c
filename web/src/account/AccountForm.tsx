import type { FormEvent, ReactNode } from 'react';
import { usePageTitle } from '../lib/use-page-title.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { PageFrame } from '../ui/PageFrame.tsx';
import type { Submission } from './use-submission.ts';
import '../ui/card.css';
import './account-form.css';

interface AccountFormProps {
  title: string;
  text: string;
  /** What stands on the button. */
  action: string;
  submission: Submission;
  onSubmit: () => void;
  children: ReactNode;
}

/** A page that asks for something, with why the last try did not succeed. */
export function AccountForm({ title, text, action, submission: { isSending, failure, wait }, onSubmit, children }: AccountFormProps) {
  usePageTitle(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <PageFrame>
      <form className="card account-form" onSubmit={submit} noValidate>
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
        {failure && (
          <Alert tone="failure" title={failure.title}>
            {failure.text} {failure.note}
          </Alert>
        )}
        <Button type="submit" busy={isSending} disabled={wait > 0}>
          {wait > 0 ? `Try again in ${wait} s` : action}
        </Button>
      </form>
    </PageFrame>
  );
}
