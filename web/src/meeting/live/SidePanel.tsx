import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { BreakoutsPanel } from '../breakouts/BreakoutsPanel.tsx';
import { ChatPanel } from '../chat/ChatPanel.tsx';
import { HostPanel } from '../host/HostPanel.tsx';
import { PeoplePanel } from '../people/PeoplePanel.tsx';
import { PollsPanel } from '../polls/PollsPanel.tsx';
import { PANEL_TITLES, type PanelName } from './panels.ts';
import './side-panel.css';

const PANELS = { people: PeoplePanel, chat: ChatPanel, polls: PollsPanel, breakouts: BreakoutsPanel, host: HostPanel };

/** What stands beside the stage, or over it on a narrow screen. The escape key closes it, and the focus goes back. */
export function SidePanel({ panel, onClose }: { panel: PanelName; onClose: () => void }) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const Panel = PANELS[panel];
  // Read while drawing: later the panel itself may have taken the focus.
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    if (panel !== 'chat') heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [panel, opener]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    onClose();
  };
  return (
    <aside className="side-panel" aria-labelledby={titleId} onKeyDown={press}>
      <header className="side-panel-header">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {PANEL_TITLES[panel]}
        </h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </header>
      <Panel />
    </aside>
  );
}
