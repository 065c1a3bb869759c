import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readMails, readResetToken } from '../integration/accounts/support/mails.ts';
import { logIn, nobody, registerPerson } from '../integration/accounts/support/people.ts';
import { connectDatabase, type DatabaseClient } from '../../src/platform/db/client.ts';
import { assertOnlyOwnServers, button, heading } from './support/room.ts';
import type { Site } from './support/site.ts';
import { useSite } from './support/use-site.ts';
import { openWindow } from './support/window.ts';

let site: Site;
let database: DatabaseClient;
useSite((started) => {
  site = started;
  database = connectDatabase(site.env['DATABASE_URL'] ?? '');
});
after(() => database?.close());

test('who forgot their password has a link mailed and sets a new one by it, once', async () => {
  const person = await registerPerson(site);
  const window = await openWindow();
  const { page } = window;
  await page.goto(`${site.url}/forgot-password`);
  await page.getByLabel('E-mail address').fill(` ${person.email}`);
  await button(page, 'Send the link').click();
  await heading(page, 'Look into your mail').waitFor();
  const address = `${site.url}/reset-password?token=${await readResetToken(database.sql, site, person.id)}`;
  await page.goto(address);
  const field = page.getByLabel('New password');
  await field.fill('seven77');
  await field.press('Enter');
  await page.getByText('Use eight characters or more.').waitFor();
  await field.fill('a new one that is long');
  await button(page, 'Set the password').click();
  await heading(page, 'Your new password is set').waitFor();
  await logIn(site, person, 'a new one that is long');
  assert.equal((await person.browser.call('GET', '/v1/auth/sessions')).status, 401, 'signed out everywhere');
  assertOnlyOwnServers(window, site);
  assert.deepEqual(window.errors, []);

  await page.goto(address);
  await heading(page, 'This link does not work any more').waitFor();
  await page.getByRole('link', { name: 'Get another link' }).click();
  await page.getByLabel('E-mail address').fill('nobody');
  await page.keyboard.press('Enter');
  await page.getByText('This is no e-mail address').waitFor();
});

test('a link that is used elsewhere while its page is open says so', async () => {
  const person = await registerPerson(site);
  await nobody(site).call('POST', '/v1/auth/forgot-password', { email: person.email });
  const token = await readResetToken(database.sql, site, person.id);
  const { page } = await openWindow();
  await page.goto(`${site.url}/reset-password?token=${token}`);
  await page.getByLabel('New password').fill('the second of two');
  const used = await nobody(site).call('POST', '/v1/auth/reset-password', { token, password: 'the first of two' });
  assert.equal(used.status, 204);
  await button(page, 'Set the password').click();
  await heading(page, 'This link does not work any more').waitFor();
  await logIn(site, person, 'the first of two');
});

test('an address is confirmed by a press, not by opening the link', async () => {
  const person = await registerPerson(site);
  const isVerified = async () => {
    const [row] = await database.sql`select email_verified_at is not null as is_verified from accounts where id = ${person.id}`;
    return row?.['is_verified'];
  };
  const [mail] = await readMails(database.sql, site, person.id);
  const { search } = new URL(mail?.data['url'] ?? '');
  const { page, errors } = await openWindow();
  await page.goto(`${site.url}/verify-email${search}`);
  await button(page, 'Confirm').waitFor();
  assert.equal(await isVerified(), false);
  await button(page, 'Confirm').click();
  await heading(page, 'Your address is confirmed').waitFor();
  assert.equal(await isVerified(), true);
  assert.deepEqual(errors, []);
});

test('links that lost their token, or never had one of ours, say what to do', async () => {
  const { page } = await openWindow();
  for (const search of ['', '?token=nothing', `?token=${'x'.repeat(200)}`]) {
    await page.goto(`${site.url}/reset-password${search}`);
    await heading(page, 'This link does not work any more').waitFor();
    await page.goto(`${site.url}/verify-email${search}`);
    await button(page, 'Confirm').click();
    await heading(page, 'This link does not work').waitFor();
  }
});
