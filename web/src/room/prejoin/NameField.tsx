import { TextField } from '../../ui/TextField.tsx';

// On a narrow screen the field is below the picture: focusing it would scroll the picture away.
const WIDE = matchMedia('(min-width: 820px)');

interface NameFieldProps {
  value: string;
  /** The person tried to join without a name. */
  missing: boolean;
  onChange: (name: string) => void;
}

/** Asks for the name that the others will see. */
export function NameField({ value, missing, onChange }: NameFieldProps) {
  return (
    <TextField
      label="Your name"
      value={value}
      problem={missing ? 'Enter a name, so that the others know who you are.' : undefined}
      maxLength={64}
      autoComplete="name"
      autoFocus={value === '' && WIDE.matches}
      onChange={onChange}
    />
  );
}
