import { useConnectionState } from '@livekit/components-react';
import { ConnectionState } from 'livekit-client';
import './banner.css';

const RECONNECTING = new Set([ConnectionState.Reconnecting, ConnectionState.SignalReconnecting]);

/** Says that the connection is being made again. */
export function ConnectionBanner() {
  const state = useConnectionState();
  return (
    <div role="status">
      {RECONNECTING.has(state) && (
        <p className="banner">
          <span className="button-spinner" aria-hidden="true" />
          The connection was interrupted. Reconnecting…
        </p>
      )}
    </div>
  );
}
