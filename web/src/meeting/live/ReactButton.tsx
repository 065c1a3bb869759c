import { useCallback, useState } from 'react';
import { ControlButton } from '../../room/live/ControlButton.tsx';
import { EmojiChoice } from './EmojiChoice.tsx';
import { useMeetingPage } from './meeting-context.ts';

/** Sends an emoji that rises over everybody's stage. It stays open: one claps more than once. */
export function ReactButton() {
  const { client, attempt } = useMeetingPage();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <div className="react-button">
      <ControlButton icon="smile" label="React" look={isOpen ? 'active' : 'plain'} onPress={() => setOpen(!isOpen)} />
      {isOpen && (
        <EmojiChoice
          label="Reactions"
          onChoose={(emoji) => void attempt(client.ask('react', { emoji }))}
          onClose={close}
        />
      )}
    </div>
  );
}
