import { MessagePage } from '../ui/MessagePage.tsx';

export function NotFoundPage() {
  return (
    <MessagePage
      title="There is no page here"
      text="The address leads nowhere. If it was sent to you, check that it was copied whole."
    >
      <a className="button button-plain" href="/">
        Go to the start page
      </a>
    </MessagePage>
  );
}
