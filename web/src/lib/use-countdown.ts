import { useEffect, useState } from 'react';

/** Counts down from `seconds` to 0, one a second; starts again whenever `seconds` or `cause` changes. */
export function useCountdown(seconds: number, cause: unknown): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const update = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    update();
    const timer = setInterval(update, 250);
    return () => clearInterval(timer);
  }, [seconds, cause]);
  return left;
}
