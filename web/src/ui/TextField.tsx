import type { InputHTMLAttributes } from 'react';
import { InputField } from './InputField.tsx';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string;
  problem?: string | undefined;
  onChange: (value: string) => void;
}

/** A labelled line of text. */
export function TextField({ label, problem, onChange, ...rest }: TextFieldProps) {
  return (
    <InputField label={label} problem={problem}>
      {(ties) => <input {...rest} {...ties} onChange={(event) => onChange(event.target.value)} />}
    </InputField>
  );
}
