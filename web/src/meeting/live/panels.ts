/** What can be opened beside the stage, one at a time. */
export type PanelName = 'people' | 'chat' | 'polls' | 'breakouts' | 'host';

export const PANEL_TITLES: Record<PanelName, string> = {
  people: 'People',
  chat: 'Chat',
  polls: 'Polls',
  breakouts: 'Breakout rooms',
  host: 'Host controls',
};
