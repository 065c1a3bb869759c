import { useState } from 'react';
import type { Failure } from '../api/failure.ts';
import { useCountdown } from '../lib/use-countdown.ts';

export interface Submission {
  isSending: boolean;
  /** Why the last try did not succeed. */
  failure: Failure | null;
  /** Seconds until another try is allowed. */
  wait: number;
  /** Makes the call, unless one is under way or it is too early; `onDone` when it succeeded. */
  submit: (call: () => Promise<void>, onDone: () => void) => void;
}

/** The state of a form that is sent by one call. */
export function useSubmission(failureOf: (error: unknown) => Failure): Submission {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wait = useCountdown(failure?.retryAfter ?? 0, failure);
  const send = async (call: () => Promise<void>, onDone: () => void) => {
    setSending(true);
    try {
      await call();
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
      setSending(false);
    }
  };
  const submit: Submission['submit'] = (call, onDone) => {
    if (!isSending && wait === 0) void send(call, onDone);
  };
  return { isSending, failure, wait, submit };
}
