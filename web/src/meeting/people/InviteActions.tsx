import { useNotify } from '../../room/live/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { useMeetingPage } from '../live/meeting-context.ts';

/** Copies the way into the meeting: the link that all use, and for hosts one that lets one person past the door. */
export function InviteActions() {
  const { session, isHost, attempt } = useMeetingPage();
  const notify = useNotify();
  const copy = async (path: string, told: string) => {
    const url = new URL(path, location.origin).href;
    try {
      await navigator.clipboard.writeText(url);
      notify(told);
    } catch {
      // Browsers allow it on secure pages alone; then the person copies it from here.
      notify(url);
    }
  };
  const invite = async () => {
    const { joinUrl } = await session.call<{ joinUrl: string }>('POST', '/invite', {});
    await copy(joinUrl, 'The invitation is copied. It lets one person in, also past a locked door.');
  };
  const joinPath = `/join/${encodeURIComponent(session.meetingId)}`;
  return (
    <>
      <Button look="plain" size="small" onClick={() => void copy(joinPath, 'The link is copied.')}>
        Copy link
      </Button>
      {isHost && (
        <Button look="plain" size="small" onClick={() => void attempt(invite())}>
          Invite one person
        </Button>
      )}
    </>
  );
}
