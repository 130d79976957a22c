import { expect, it } from 'vitest';
import { runTree } from '../trajectory/index.js';
import { cut, transcriptLines } from './run-transcript.js';
import { sampleRun } from './sample-run.contract.js';

it('tells a run in the order of its steps, with arguments and observations in full', () => {
  expect(transcriptLines(runTree(sampleRun({ body: 'line one\nline two' })))).toEqual([
    'make it right',
    'dfsdt · m · bm25',
    '  finds make_it',
    '',
    'Step 1, after 0 · 100 + 10 tokens · $0.0020 · 400 ms · score 0.25',
    '  calls make_it (undone later)',
    '    {',
    '      "size": 2',
    '    }',
    '  sees ok (live, 40 ms)',
    '    line one',
    '    line two',
    '  ! not checked',
    '  takes back, by unmake',
    '    {',
    '      "id": 1',
    '    }',
    '  sees ok (live, 40 ms)',
    '    unmade',
    '',
    'Step 2, after 1 · 100 + 10 tokens · $0.0020 · 200 ms',
    '  says',
    '    I do not see how.',
    '  gave up: the page is gone',
    '',
    'Step 3, after 0, judge · 100 + 10 tokens · $0.0020 · 100 ms',
    '  says',
    '    the first is worse',
    '',
    'Step 4, after 0 · 100 + 10 tokens · $0.0020 · 400 ms',
    '  calls look',
    '    {}',
    '  sees ok (as at 1/z, not called again)',
    '    one',
    '    two',
    '',
    'Step 5, after 4 · 100 + 10 tokens · $0.0020 · 200 ms',
    '  says',
    '    It is right.',
    '',
    'Answer',
    '    It is right.',
    '',
    'Ended: answered',
  ]);
});

it('cuts what is long and says by how much', () => {
  const lines = transcriptLines(runTree(sampleRun({ body: 'x'.repeat(50) })), { maxCharacters: 20 });
  expect(lines).toContain(`    ${'x'.repeat(20)}`);
  expect(lines).toContain('    [30 of 50 characters left out]');
  expect(cut('ab😀', 3)).toBe('ab\n[2 of 4 characters left out]');
});
