import { useEffect, useRef, type KeyboardEvent } from 'react';
import { REACTIONS } from './reactions.ts';
import './emoji-choice.css';

interface EmojiChoiceProps {
  label: string;
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** A row of emoji to choose one of, by mouse or arrow keys. A press elsewhere or the escape key closes it. */
export function EmojiChoice({ label, onChoose, onClose }: EmojiChoiceProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    row.current?.querySelector('button')?.focus();
    const pressed = (event: PointerEvent) => {
      const isAway = !row.current?.parentElement?.contains(event.target as Node);
      if (isAway) onClose();
    };
    document.addEventListener('pointerdown', pressed);
    return () => {
      document.removeEventListener('pointerdown', pressed);
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, [onClose]);
  const press = (event: KeyboardEvent) => {
    const buttons = [...(row.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = STEPS[event.key];
    if (step !== undefined) buttons.at((at + step) % buttons.length)?.focus();
    if (event.key === 'Escape') onClose();
    if (step !== undefined || event.key === 'Escape') event.preventDefault();
  };
  return (
    <div ref={row} className="emoji-choice" role="group" aria-label={label} onKeyDown={press}>
      {REACTIONS.map(([emoji, name]) => (
        <button key={emoji} type="button" aria-label={name} onClick={() => onChoose(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
