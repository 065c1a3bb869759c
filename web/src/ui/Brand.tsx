import './brand.css';

/** The product's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <circle cx="16" cy="16" r="3.2" className="brand-ink" />
        <circle cx="16" cy="16" r="8.6" className="brand-ring" strokeWidth="2.6" strokeDasharray="9.5 4" />
      </svg>
      <span className="brand-name">Plenum</span>
    </span>
  );
}
