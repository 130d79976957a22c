import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { manualClock } from '../base/index.js';
import { evaluationProgress } from './evaluation-progress.js';

function collected() {
  const lines: string[] = [];
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk).trim());
      done();
    },
  });
  return { lines, stderr };
}

it('says nothing of what is done at once', () => {
  const { lines, stderr } = collected();
  const progress = evaluationProgress({ stderr }, 'queries', 2, manualClock());
  progress.step('bm25');
  progress.step('bm25');
  progress.end();
  expect(lines).toEqual([]);
});

it('shows what takes a while, each label from its own start', () => {
  const { lines, stderr } = collected();
  const clock = manualClock();
  const progress = evaluationProgress({ stderr }, 'queries', 3, clock);
  progress.step('bm25');
  clock.advance(2000);
  progress.step('bm25');
  progress.step('bm25');
  progress.step('lexical');
  progress.fail();
  expect(lines).toEqual([
    'evaluating bm25 …',
    'evaluating bm25: 3 queries in 0.0 s',
    'evaluating lexical …',
    'evaluating lexical: 1 of 3 queries (33%), not finished',
  ]);
});
