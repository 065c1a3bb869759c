import { useEffect, useState } from 'react';
import '../../room/live/banner.css';
import { useMeetingPage } from './meeting-context.ts';

/** Shorter breaks are nobody's concern: nothing is lost in them. */
const PATIENCE_MS = 4_000;

/** Says that chat and people are not up to date, while sound and picture go on. */
export function GatewayBanner() {
  const { isConnected } = useMeetingPage();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (isConnected) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isConnected]);
  return (
    <div role="status">
      {isLong && (
        <p className="banner">
          <span className="button-spinner" aria-hidden="true" />
          Chat, people and controls are being connected again. Sound and picture go on.
        </p>
      )}
    </div>
  );
}
