import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Composition } from '../tables.ts';
import type { EgressEvidence } from './evidence.ts';
import { judgeAbsence } from './judge-absence.ts';

const listedAt = new Date('2026-11-22T10:00:00Z');
const secondsAgo = (seconds: number) => new Date(listedAt.getTime() - seconds * 1_000);

function compositionIn(state: Composition['state'], given: Partial<Composition> = {}): Composition {
  const none = { startedAt: null, stoppedAt: null, missingSince: null, stopRequestedAt: null };
  const times = { createdAt: secondsAgo(300), ...none };
  return { egressId: 'EG_1', state, egressEnd: null, ...times, ...given } as Composition;
}

function evidenceOf(phase: EgressEvidence['phase']): EgressEvidence {
  return { egressId: 'EG_1', compositionId: 'cm_1', phase, startedAt: null, endedAt: null, end: null };
}

const present = new Set(['EG_1']);
const nobody = new Set<string>();

test('one that is listed and in its room is not suspected, nor any more', () => {
  assert.equal(judgeAbsence(compositionIn('active'), evidenceOf('active'), present, listedAt), null);
  const suspected = compositionIn('active', { missingSince: secondsAgo(15) });
  assert.deepEqual(judgeAbsence(suspected, evidenceOf('active'), present, listedAt), { missingSince: null });
});

test('one that is in no list or not in its room is suspected, and asked to stop after the second list', () => {
  for (const evidence of [null, evidenceOf('active')]) {
    assert.deepEqual(judgeAbsence(compositionIn('active'), evidence, nobody, listedAt), { missingSince: listedAt });
    const suspected = compositionIn('active', { missingSince: secondsAgo(15) });
    assert.deepEqual(judgeAbsence(suspected, evidence, nobody, listedAt), { stopRequestedAt: listedAt });
  }
});

test('a stop that was asked for before keeps its time', () => {
  const stopped = compositionIn('active', { missingSince: secondsAgo(15), stopRequestedAt: secondsAgo(60) });
  assert.deepEqual(judgeAbsence(stopped, null, nobody, listedAt), { stopRequestedAt: secondsAgo(60) });
});

test('one that was never started is given up after the second list, not while it is being started', () => {
  const isNew = compositionIn('waiting', { createdAt: secondsAgo(10) });
  assert.equal(judgeAbsence(isNew, null, nobody, listedAt), null);
  assert.deepEqual(judgeAbsence(compositionIn('waiting'), null, nobody, listedAt), { missingSince: listedAt });
  const missing = compositionIn('waiting', { missingSince: secondsAgo(15) });
  assert.match(judgeAbsence(missing, null, nobody, listedAt)?.egressEnd?.error ?? '', /not handed to an egress/);
});

test('one that uploads is left alone for a while', () => {
  const uploading = (seconds: number) => compositionIn('finishing', { stoppedAt: secondsAgo(seconds) });
  assert.equal(judgeAbsence(uploading(5), evidenceOf('ending'), nobody, listedAt), null);
  assert.deepEqual(judgeAbsence(uploading(60), evidenceOf('ending'), nobody, listedAt), { missingSince: listedAt });
});

test('what has told its end is not judged', () => {
  const ended = compositionIn('finishing', { egressEnd: { error: null, sizeBytes: 1, durationSeconds: 1 } });
  assert.equal(judgeAbsence(ended, null, nobody, listedAt), null);
  assert.equal(judgeAbsence(compositionIn('active'), evidenceOf('ended'), nobody, listedAt), null);
});
