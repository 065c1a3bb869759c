import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { isMailWorking } from '../../../src/modules/notifications/index.ts';
import { createMailLog } from '../../../src/platform/mail/mail-log.ts';
import type { MailTransport } from '../../../src/platform/mail/mail-transport.ts';
import { createResend } from '../../../src/platform/mail/resend.ts';
import { createSmtp } from '../../../src/platform/mail/smtp.ts';
import { eventually } from '../../support/client.ts';
import { startResendModel } from './support/resend-model.ts';
import { createScene, type MailRow, type Scene } from './support/scene.ts';
import { type MailServer, type ReceivedMail, startMailServer } from './support/smtp-server.ts';

const from = { name: 'Plenum', address: 'no-reply@meet.example' };

let scene: Scene;
let mails: MailServer;

before(async () => {
  [scene, mails] = await Promise.all([createScene(), startMailServer()]);
});
after(async () => {
  await mails?.close();
  await scene?.close();
});

const until = (id: string, isGood: (row: MailRow) => boolean) =>
  eventually(async () => {
    const row = await scene.read(id);
    assert.ok(isGood(row), JSON.stringify(row));
    return row;
  }, 10_000);

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Works with this transport until `act` is done. */
async function workingWith<T>(transport: MailTransport, act: () => Promise<T>, log: string[] = []): Promise<T> {
  const worker = await scene.work(transport, log);
  try {
    return await act();
  } finally {
    await worker.stop();
  }
}

test('one cause is one mail, whoever writes it and however many send', async () => {
  const workers = await Promise.all([1, 2].map(() => scene.spawnWorker(mails.url)));
  try {
    const causes = Array.from({ length: 40 }, (_, i) => ({ cause: `once:${i}`, to: `once${i}@example.com` }));
    await Promise.all([...causes, ...causes].map((mail) => scene.write(mail)));
    await eventually(async () => assert.ok(mails.received.length >= causes.length), 15_000);
    await sleep(300);
    const recipients = mails.received.flatMap((mail) => mail.recipients);
    assert.deepEqual(recipients.toSorted(), causes.map(({ to }) => to).toSorted());
  } finally {
    await Promise.all(workers.map(kill));
  }
});

test('killed before the server has taken it: sent once the lease has ended, and once', async () => {
  const id = await killWhileSending('before@example.com', () => {});
  assert.equal(sentTo('before@example.com').length, 0);
  await resend(id);
  assert.equal(sentTo('before@example.com').length, 1);
});

test('killed after the server has taken it: it comes twice, with one Message-ID', async () => {
  const id = await killWhileSending('after@example.com', (mail) => mails.received.push(mail));
  await resend(id);
  const twins = sentTo('after@example.com');
  assert.ok(twins.length >= 2);
  assert.equal(new Set(twins.map(({ headers, text }) => `${headers['message-id']} ${headers.date} ${text}`)).size, 1);
  assert.equal(twins[0]?.headers['message-id'], `<${id}@meet.example>`);
});

const sentTo = (address: string) => mails.received.filter(({ recipients }) => recipients.includes(address));

/** Kills a worker when the server has the whole mail and has not answered. */
async function killWhileSending(to: string, take: (mail: ReceivedMail) => void): Promise<string> {
  const worker = await scene.spawnWorker(mails.url);
  const arrived = Promise.withResolvers<void>();
  mails.onMail = async (mail) => {
    take(mail);
    arrived.resolve();
    await new Promise(() => {});
  };
  const id = await scene.write({ to });
  await arrived.promise;
  await kill(worker);
  mails.onMail = async () => {};
  const row = await scene.read(id);
  assert.deepEqual([row.isSent, row.tries], [false, 1]);
  return id;
}

/** Another worker leaves the mail alone while it is leased, and then sends it. */
async function resend(id: string): Promise<void> {
  await workingWith(createSmtp(mails.url, from), async () => {
    await sleep(300);
    assert.equal((await scene.read(id)).tries, 1, 'the lease holds');
    await scene.passTime(id);
    await until(id, ({ isSent }) => isSent);
  });
}

test('a recipient whom the server does not know is given up at once, a wrong login is not', async () => {
  await workingWith(createSmtp(mails.url, from), async () => {
    const unknown = await scene.write({ to: 'nobody@example.com', data: { url: 'https://meet.example/x' } });
    const row = await until(unknown, ({ isFailed }) => isFailed);
    assert.match(row.error ?? '', /550/);
    assert.equal(row.data, '');
    const list = await scene.write({ to: 'list@example.com,other@example.com' });
    assert.equal((await until(list, ({ isFailed }) => isFailed)).error, 'This is no e-mail address.');
  });
  await workingWith(createSmtp(mails.url.replace('s3cret', 'wrong'), from), async () => {
    const later = await scene.write({ to: 'later@example.com' });
    const row = await until(later, ({ error }) => error !== null);
    assert.deepEqual([row.isFailed, row.tries], [false, 1]);
    assert.ok(!row.error?.includes('wrong:'), row.error ?? '');
    await eventually(async () => assert.equal(await isMailWorking(scene.database.db), false), 10_000);
    await scene.database.sql`update mails set created_at = now() - interval '25 hours' where id = ${later}`;
    await scene.passTime(later);
    await until(later, ({ isFailed, tries, data }) => isFailed && tries === 2 && data === '');
  });
  assert.equal(sentTo('other@example.com').length + sentTo('later@example.com').length, 0);
});

test('by Resend: one idempotency key at every try, until it is taken', async () => {
  const resendApi = await startResendModel('re_key');
  try {
    await workingWith(createResend('re_key', from, resendApi.url), async () => {
      await eventually(async () => assert.equal(await isMailWorking(scene.database.db), true), 10_000);
      resendApi.status = 500;
      const id = await scene.write({ kind: 'password-reset', data: { url: 'https://meet.example/reset-password?token=t&x="<' } });
      assert.match((await until(id, ({ error }) => error !== null)).error ?? '', /^Resend answered 500: /);
      resendApi.status = 200;
      await scene.passTime(id);
      await until(id, ({ isSent, error }) => isSent && error === null);
      assert.equal(resendApi.received.length, 2);
      for (const { headers, body } of resendApi.received) {
        assert.deepEqual([headers['idempotency-key'], headers.authorization], [id, 'Bearer re_key']);
        assert.deepEqual([body.from, body.to, body.subject], ['Plenum <no-reply@meet.example>', ['ann@example.com'], 'Set a new password']);
        assert.ok(body.text.includes('\n\nhttps://meet.example/reset-password?token=t&x="<\n\n'), body.text);
        assert.ok(body.html.includes('<a href="https://meet.example/reset-password?token=t&amp;x=&quot;&lt;">'), body.html);
      }
    });
    await workingWith(createResend('re_other', from, resendApi.url), () =>
      eventually(async () => assert.equal(await isMailWorking(scene.database.db), false), 10_000));
  } finally {
    await resendApi.close();
  }
});

test('without a server a mail is logged in development, and nothing of it otherwise', async () => {
  for (const showsContent of [true, false]) {
    const log: string[] = [];
    const logger = pino({}, { write: (line: string) => void log.push(line) });
    const data = { url: 'https://meet.example/reset-password?token=topsecret' };
    await workingWith(createMailLog(logger, showsContent), async () => {
      const id = await scene.write({ kind: 'password-reset', data });
      const row = await until(id, ({ isSent, isFailed }) => isSent || isFailed);
      assert.deepEqual([row.isSent, row.isFailed, row.data], [showsContent, !showsContent, '']);
    }, log);
    assert.equal(log.join('').includes('topsecret'), showsContent);
    assert.equal(await isMailWorking(scene.database.db), false);
  }
});
