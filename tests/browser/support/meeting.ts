import type { Page } from 'playwright-core';
import { enter } from './room.ts';
import type { Site } from './site.ts';
import { openWindow, type BrowserWindow, type WindowOptions } from './window.ts';

/** A meeting with the addresses that lead into it. */
export interface MeetingPlace {
  meetingId: string;
  path: string;
  link: string;
  /** The same for a host. */
  hostLink: string;
  /** Calls the API as a host. */
  asHost: <Answer>(method: string, path: string, body?: object) => Promise<Answer>;
}

/** Creates a meeting with the site's key. */
export async function makeMeeting(site: Site, wish: Record<string, unknown> = {}): Promise<MeetingPlace> {
  const { meetingId, adminToken, joinUrl } = await site.call<{
    meetingId: string;
    adminToken: string;
    joinUrl: string;
  }>('POST', '/v1/meetings', { title: 'Standup', ...wish });
  const path = `/v1/meetings/${meetingId}`;
  const link = site.url + joinUrl;
  return {
    ...{ meetingId, path, link, hostLink: `${link}#admin=${adminToken}` },
    asHost: <Answer>(method: string, below: string, body?: object) =>
      callAsHost<Answer>(site.url + path + below, method, adminToken, body),
  };
}

async function callAsHost<Answer>(url: string, method: string, adminToken: string, body?: object): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'x-admin-token': adminToken, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Opens a window, follows a link to a meeting in it and gives a name at the door. */
export async function come(link: string, name: string, options: WindowOptions = {}): Promise<BrowserWindow> {
  const window = await openWindow(options);
  await window.page.goto(link);
  await enter(window.page, name);
  return window;
}

/** The same, until the person is in the meeting. */
export async function joinMeeting(link: string, name: string, options: WindowOptions = {}): Promise<BrowserWindow> {
  const window = await come(link, name, options);
  await window.page.getByRole('group', { name: 'Controls' }).waitFor();
  return window;
}

/** Opens what stands beside the stage, and returns it. */
export async function openPanel(page: Page, name: 'People' | 'Chat' | 'Polls' | 'Breakout rooms' | 'Host controls') {
  const panel = page.getByRole('complementary', { name });
  if (!(await panel.isVisible())) await panelButton(page, name).click();
  await panel.waitFor();
  return panel;
}

/** The button that opens a panel, whatever it counts. */
export function panelButton(page: Page, name: string) {
  return page.getByRole('group', { name: 'Panels' }).getByRole('button', { name: new RegExp(`^${name}(,|$)`) });
}

/** The row of somebody in the list of people. */
export function person(page: Page, name: string) {
  return page.getByRole('complementary', { name: 'People' }).getByRole('listitem').filter({ hasText: name });
}

/** Writes something to everybody. */
export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Message to everybody');
  await field.fill(text);
  await field.press('Enter');
}

/** Presses a button of the dialog that is open. */
export async function answer(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}
