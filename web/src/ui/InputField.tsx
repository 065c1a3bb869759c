import { useId, type ReactNode } from 'react';
import './field.css';

interface InputFieldProps {
  label: string;
  /** What is wrong with the value, if anything; read aloud with the field. */
  problem: string | undefined;
  /** Draws the control itself, with what ties it to its label and its problem. */
  children: (ties: { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }) => ReactNode;
}

/** What stands around anything that people write into. */
export function InputField({ label, problem, children }: InputFieldProps) {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': problem ? true : undefined, 'aria-describedby': problem ? problemId : undefined })}
      {problem && (
        <p className="field-problem" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}
