import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { useMeetingPage } from './meeting-context.ts';
import { PANEL_TITLES, type PanelName } from './panels.ts';
import './panel-buttons.css';

interface PanelButtonsProps {
  panel: PanelName | null;
  onChange: (panel: PanelName | null) => void;
}

const ICONS: Record<PanelName, IconName> = {
  people: 'people',
  chat: 'chat',
  polls: 'poll',
  breakouts: 'rooms',
  host: 'host',
};

/** Opens and closes what stands beside the stage, and tells what waits there. */
export function PanelButtons({ panel, onChange }: PanelButtonsProps) {
  const { state, isHost } = useMeetingPage();
  const shown: PanelName[] = ['people', 'chat'];
  if (isHost || state.polls.length > 0) shown.push('polls');
  if (isHost || state.breakouts.length > 0) shown.push('breakouts');
  if (isHost) shown.push('host');
  const badges: Partial<Record<PanelName, [number, string]>> = {
    people: [state.waiting.length, 'waiting'],
    chat: [state.unread, 'unread'],
  };
  return (
    <div className="panel-buttons" role="group" aria-label="Panels">
      {shown.map((name) => {
        const [count, what] = badges[name] ?? [0, ''];
        const label = [PANEL_TITLES[name], name === 'people' && state.people.length, count > 0 && `${count} ${what}`];
        return (
          <button
            key={name}
            type="button"
            className="panel-button"
            aria-pressed={panel === name}
            aria-label={label.filter(Boolean).join(', ')}
            title={PANEL_TITLES[name]}
            onClick={() => onChange(panel === name ? null : name)}
          >
            <Icon name={ICONS[name]} />
            {name === 'people' && <span>{state.people.length}</span>}
            {count > 0 && <span className="panel-badge">{count > 99 ? '99+' : count}</span>}
          </button>
        );
      })}
    </div>
  );
}
