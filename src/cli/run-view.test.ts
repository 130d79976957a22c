import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { runTree } from '../trajectory/index.js';
import { runLines } from './run-view.js';
import { sampleRun } from './sample-run.contract.js';

const plain = picocolors.createColors(false);
const lines = (events = sampleRun(), options = {}) => runLines(runTree(events), 100, plain, options);

describe('runLines', () => {
  it('shows the way to the answer, and what was left in a line', () => {
    expect(lines()).toEqual([
      'make it right',
      'dfsdt · m · bm25 · from r0, node 0',
      'retrieve make_it',
      '  1 ✗ 2 steps, 1 call: gave up: the page is gone (score 0.25)',
      '  3 judge 100 + 10 tokens · $0.0020 · 100 ms: the first is worse',
      '  4 100 + 10 tokens · $0.0020 · 400 ms',
      '  call look()',
      '    ✓ 2 lines (as at 1/z, not called again)',
      '  5 100 + 10 tokens · $0.0020 · 200 ms',
      'answered · 5 model calls · 2 API calls · 500 + 50 tokens · 2.5 s · $0.0100',
    ]);
  });

  it('opens what was left where all is wanted', () => {
    expect(lines(sampleRun(), { all: true }).slice(3, 13)).toEqual([
      '  1 100 + 10 tokens · $0.0020 · 400 ms · score 0.25',
      '  call make_it(size: 2) made up: size undone',
      '    ✓ made (live, 40 ms)',
      '    ! not checked',
      '  undo unmake(id: 1)',
      '    ✓ unmade (live, 40 ms)',
      '  2 100 + 10 tokens · $0.0020 · 200 ms',
      '  say I do not see how.',
      '  ✗ gave up: the page is gone',
      '  3 judge 100 + 10 tokens · $0.0020 · 100 ms: the first is worse',
    ]);
  });

  it('follows the latest step while the run goes on', () => {
    const events = sampleRun();
    const firstWay = lines(events.slice(0, 9));
    expect(firstWay.slice(3)).toEqual([
      '1 100 + 10 tokens · $0.0020 · 400 ms',
      'call make_it(size: 2) made up: size',
      '  ✓ made (live, 40 ms)',
      '  ! not checked',
      '2 0 + 0 tokens · …',
    ]);
    const secondWay = lines(events.slice(0, 19));
    expect(secondWay.slice(3)).toEqual([
      '  1 ✗ 2 steps, 1 call: gave up: the page is gone (score 0.25)',
      '  3 judge 100 + 10 tokens · $0.0020 · 100 ms: the first is worse',
      '  4 100 + 10 tokens · $0.0020 · 100 ms',
      '  call look()',
      '    …',
    ]);
  });

  it('obeys nothing of what it shows, and keeps to its columns', () => {
    const evil = '\u001b[2J\u001b]0;x\u0007\u202egnp.exe';
    const shown = lines(sampleRun({ request: evil, body: evil, reason: evil, name: evil }), { all: true });
    expect(shown.join('\n')).not.toMatch(/[\u001b\u0007\u202e]/);
    const narrow = runLines(runTree(sampleRun({ request: 'x'.repeat(500) })), 40, plain);
    expect(narrow.every(line => line.length <= 40)).toBe(true);
  });
});
