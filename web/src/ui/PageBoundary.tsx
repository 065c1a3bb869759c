import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { MessagePage } from './MessagePage.tsx';

/** Turns a page that failed to load or broke while drawing into a message with the next step. */
export class PageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <MessagePage
        title="This page did not load"
        text="Part of it could not be fetched or failed to run. Check your connection and load the page again."
      >
        <Button onClick={() => location.reload()}>Load again</Button>
      </MessagePage>
    );
  }
}
