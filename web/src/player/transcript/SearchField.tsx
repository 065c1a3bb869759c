import { Icon } from '../../ui/Icon.tsx';

interface SearchFieldProps {
  query: string;
  /** In how many places it was found; null while nothing is searched for. */
  found: number | null;
  onChange: (query: string) => void;
}

/** What to search for in the transcript, and how often it is there. The escape key gives up. */
export function SearchField({ query, found, onChange }: SearchFieldProps) {
  return (
    <div className="transcript-search" role="search">
      <Icon name="search" size={18} />
      <input
        type="search"
        aria-label="Search the transcript"
        placeholder="Search"
        value={query}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
      <span className="transcript-count" role="status">
        {found === null ? '' : `${found} ${found === 1 ? 'place' : 'places'}`}
      </span>
    </div>
  );
}
