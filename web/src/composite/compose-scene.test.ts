import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseSpeaker, composeScene } from './compose-scene.ts';
import type { Person } from './person.ts';

const stage = { width: 1280, height: 720 };

function personOf(identity: string, given: Partial<Person> = {}): Person {
  const nobody = { name: identity, joinedAt: 0, loudness: 0, isMuted: false, cameraSid: null, screenSid: null };
  return { identity, ...nobody, hasPlace: true, ...given };
}

const ann = personOf('ann', { cameraSid: 'TR_ann' });
const bo = personOf('bo', { cameraSid: 'TR_bo', screenSid: 'TR_screen' });
const cy = personOf('cy');

test('a shared screen comes first, then everybody in the order in which they came', () => {
  const tiles = composeScene('grid', stage, [ann, bo, cy], null);
  assert.deepEqual(
    tiles.map(({ kind, person, sid }) => [kind, person.identity, sid]),
    [
      ['screen', 'bo', 'TR_screen'],
      ['camera', 'ann', 'TR_ann'],
      ['camera', 'bo', 'TR_bo'],
      ['camera', 'cy', null],
    ],
  );
});

test('the speaker has the first place, and alone with single-speaker', () => {
  const tiles = composeScene('speaker', stage, [ann, cy], 'cy');
  assert.deepEqual(tiles.map(({ person }) => person.identity), ['cy', 'ann']);
  const alone = composeScene('single-speaker', stage, [ann, cy], 'cy');
  assert.deepEqual(alone.map(({ person }) => person.identity), ['cy']);
});

test('who only watches is not drawn', () => {
  assert.deepEqual(composeScene('grid', stage, [personOf('viewer', { hasPlace: false })], null), []);
});

test('with too many people, those with a picture have a place', () => {
  const crowd = Array.from({ length: 30 }, (_, i) => personOf(`p${i}`, { cameraSid: i === 29 ? 'TR_last' : null }));
  const tiles = composeScene('grid', stage, crowd, null);
  assert.equal(tiles.length, 25);
  assert.equal(tiles.at(-1)?.person.identity, 'p29');
  assert.equal(tiles[0]?.person.identity, 'p0');
});

test('who speaks stays large while others are louder, and after they fell silent', () => {
  const quiet = personOf('quiet', { loudness: 0.1 });
  const loud = personOf('loud', { loudness: 0.9 });
  assert.equal(chooseSpeaker([quiet, loud], 'quiet'), 'quiet');
  assert.equal(chooseSpeaker([personOf('quiet'), loud], 'quiet'), 'loud');
  assert.equal(chooseSpeaker([ann, personOf('quiet')], 'quiet'), 'quiet');
});

test('before anybody spoke, somebody with a picture is large', () => {
  assert.equal(chooseSpeaker([cy, ann], null), 'ann');
  assert.equal(chooseSpeaker([cy], 'gone'), 'cy');
  assert.equal(chooseSpeaker([], 'gone'), null);
});
