import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextAreaField } from '../../ui/TextAreaField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';
import type { Poll } from '../meeting-state.ts';

const TYPES: { value: Poll['type']; label: string }[] = [
  { value: 'multiple_choice', label: 'Choice of answers' },
  { value: 'yes_no', label: 'Yes or no' },
  { value: 'rating', label: 'Rating from 1 to 5' },
];

/** Where a host asks everybody something. */
export function CreatePoll() {
  const { session, attempt } = useMeetingPage();
  const [question, setQuestion] = useState('');
  const [type, setType] = useState<Poll['type']>('multiple_choice');
  const [text, setText] = useState('');
  const options = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const isReady = question.trim() !== '' && (type !== 'multiple_choice' || options.length >= 2);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const poll = { question: question.trim(), type, ...(type === 'multiple_choice' ? { options } : {}) };
    if (!(await attempt(session.call('POST', '/polls', poll)))) return;
    setQuestion('');
    setText('');
  };
  return (
    <form className="poll-form" onSubmit={(event) => void create(event)}>
      <TextField label="Question" value={question} maxLength={300} onChange={setQuestion} />
      <SelectField label="Type" options={TYPES} value={type} onChange={(value) => setType(value as Poll['type'])} />
      {type === 'multiple_choice' && (
        <TextAreaField label="Answers, one a line" rows={3} value={text} onChange={setText} />
      )}
      <Button type="submit" size="small" disabled={!isReady}>
        Ask everybody
      </Button>
    </form>
  );
}
