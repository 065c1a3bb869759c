import { PageFrame } from './PageFrame.tsx';
import './loading-page.css';

/** Shown while something loads; stays blank for the first moment, so that quick loads do not flicker. */
export function LoadingPage({ label }: { label: string }) {
  return (
    <PageFrame>
      <p className="loading-page" role="status">
        <span className="button-spinner" aria-hidden="true" />
        {label}…
      </p>
    </PageFrame>
  );
}
