import { useEffect } from 'react';

/** Sets the window's title while the calling component is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Plenum' ? title : `${title} · Plenum`;
  }, [title]);
}
