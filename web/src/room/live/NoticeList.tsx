import { Icon } from '../../ui/Icon.tsx';
import type { Notice } from './notices.ts';
import './notice-list.css';

/** What just happened or did not work, above the controls. The list stays in the page, so that it is read aloud. */
export function NoticeList({ notices, onDismiss }: { notices: Notice[]; onDismiss: (id: number) => void }) {
  return (
    <ul className="notice-list" role="status" aria-label="Notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <span>{notice.text}</span>
          <button type="button" aria-label="Dismiss" onClick={() => onDismiss(notice.id)}>
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
