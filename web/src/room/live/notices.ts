import { createContext, useCallback, useContext, useEffect, useState } from 'react';

const SHOWN_MS = 10_000;

export interface Notice {
  id: number;
  text: string;
}

/** Shows a sentence to the person for a while. */
export type Notify = (text: string) => void;

export const NotifyContext = createContext<Notify>(() => {});

export function useNotify(): Notify {
  return useContext(NotifyContext);
}

export interface Notices {
  notices: Notice[];
  notify: Notify;
  dismiss: (id: number) => void;
  /** Takes away a sentence that is no longer true. */
  retract: (text: string) => void;
}

/** The notices on show. The same sentence is not shown twice at once. */
export function useNotices(): Notices {
  const [notices, setNotices] = useState<Notice[]>([]);
  const dismiss = useCallback((id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id)), []);
  const notify = useCallback(
    (text: string) => {
      const id = Date.now() + Math.random();
      setNotices((shown) => [...shown.filter((notice) => notice.text !== text), { id, text }]);
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  const retract = useCallback(
    (text: string) => setNotices((shown) => shown.filter((notice) => notice.text !== text)),
    [],
  );
  return { notices, notify, dismiss, retract };
}

/** Shows the sentences that a promise brings. */
export function useNoticesOf(texts: Promise<string[]>, notify: Notify): void {
  useEffect(() => {
    let current = true;
    void texts.then((all) => current && all.forEach(notify));
    return () => {
      current = false;
    };
  }, [texts, notify]);
}
