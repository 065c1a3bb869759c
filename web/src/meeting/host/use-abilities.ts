import { useEffect, useState } from 'react';
import { readAbilities, type Abilities } from '../../api/health.ts';

const NONE: Abilities = { recording: false, transcription: false, languages: [] };

/** What the server can do; nothing until it has answered, or when it does not. */
export function useAbilities(): Abilities {
  const [abilities, setAbilities] = useState(NONE);
  useEffect(() => {
    let current = true;
    readAbilities().then(
      (read) => current && setAbilities(read),
      () => {},
    );
    return () => {
      current = false;
    };
  }, []);
  return abilities;
}
