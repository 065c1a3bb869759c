import type { TextareaHTMLAttributes } from 'react';
import { InputField } from './InputField.tsx';

interface TextAreaFieldProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {
  label: string;
  problem?: string | undefined;
  onChange: (value: string) => void;
}

/** Labelled lines of text. */
export function TextAreaField({ label, problem, onChange, ...rest }: TextAreaFieldProps) {
  return (
    <InputField label={label} problem={problem}>
      {(ties) => <textarea {...rest} {...ties} onChange={(event) => onChange(event.target.value)} />}
    </InputField>
  );
}
