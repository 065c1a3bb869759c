import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMailbox, isMailAddress, parseMailbox } from './mailbox.ts';

test('an address stands alone or behind a name', () => {
  assert.deepEqual(parseMailbox('ann@example.com'), { name: '', address: 'ann@example.com' });
  assert.deepEqual(parseMailbox('Plenum at Müller <no-reply@example.com>'), { name: 'Plenum at Müller', address: 'no-reply@example.com' });
  for (const text of ['Ann <ann@example.com>', 'ann@example.com']) {
    const mailbox = parseMailbox(text);
    assert.equal(mailbox && formatMailbox(mailbox), text);
  }
});

test('what would be more than one address, or another header, is none', () => {
  const wrong = ['', 'ann', 'a@b@c', 'a@b,c@d', 'a@b;c@d', 'a b@c', '<a@b>x', 'a@b\r\nBcc: c@d', 'a@b\u2028', '"a"@b', 'a@[::1]'];
  for (const text of wrong) {
    assert.equal(isMailAddress(text), false, JSON.stringify(text));
    assert.equal(parseMailbox(text), undefined, JSON.stringify(text));
  }
  assert.equal(parseMailbox('A\r\nBcc: c@d <a@b>'), undefined);
  assert.equal(isMailAddress(`${'a'.repeat(250)}@b.de`), false);
});
