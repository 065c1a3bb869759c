import type { ReactNode } from 'react';
import type { LinkedRecording } from '../api/recording-links.ts';
import { formatDuration, formatSize } from './facts.ts';
import './facts.css';

const DATE: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short' };

/** When it was recorded, and what the file is. */
export function Facts({ recording, duration }: { recording: LinkedRecording; duration: number | null }) {
  const { createdAt, sizeBytes, filename } = recording;
  return (
    <dl className="facts">
      <Fact name="Recorded">
        <time dateTime={createdAt}>{new Date(createdAt).toLocaleString(undefined, DATE)}</time>
      </Fact>
      {duration !== null && <Fact name="Duration">{formatDuration(duration)}</Fact>}
      {sizeBytes !== null && <Fact name="Size">{formatSize(sizeBytes)}</Fact>}
      <Fact name="File">{filename}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
