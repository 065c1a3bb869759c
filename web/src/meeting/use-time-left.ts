import { useEffect, useState } from 'react';

/** Whole seconds until a time, 0 once it has come; follows the clock also after the machine slept. */
export function useTimeLeft(time: string | null): number {
  const [left, setLeft] = useState(() => secondsUntil(time));
  useEffect(() => {
    const update = () => setLeft(secondsUntil(time));
    update();
    const timer = setInterval(update, 250);
    return () => clearInterval(timer);
  }, [time]);
  return left;
}

function secondsUntil(time: string | null): number {
  return time === null ? 0 : Math.max(0, Math.ceil((Date.parse(time) - Date.now()) / 1000));
}
