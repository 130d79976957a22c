import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { PassageHit } from '../retrieval/index.js';
import type { Io } from './io.js';
import { passageLines, passageRows, subject } from './passage-lines.js';

const hit: PassageHit = {
  id: '/1#0',
  score: 1.234,
  source: '/docs/guide.md',
  passage: {
    headings: ['Guide', 'A\u001b[2J\nB'],
    text: 'One two three four five six.\n  code\n\u001b]0;title\u0007│ not ours\r\u202eend',
    about: { collection: 'shop', tool: 'refunds' },
  },
};
const io = { stdout: Object.assign(new PassThrough(), { columns: 20 }), env: {} } as unknown as Io;

describe('passages', () => {
  it('are quoted behind a bar, inert, within the width', () => {
    expect(
      passageLines([hit, hit], { ...io, stdout: Object.assign(new PassThrough(), { columns: 60 }) }).slice(0, 8),
    ).toEqual([
      'Guide › A B',
      '1.23  shop / refunds  /docs/guide.md',
      '│ One two three four five six.',
      '│   code',
      '│ │ not ours',
      '│ end',
      '',
      'Guide › A B',
    ]);
    for (const line of passageLines([hit], io).slice(2)) expect(line).toMatch(/^│ .{1,18}$/);
  });

  it('are inert for programs, too', () => {
    expect(passageRows([hit])).toEqual([
      {
        id: '/1#0',
        score: 1.234,
        source: '/docs/guide.md',
        about: { collection: 'shop', tool: 'refunds' },
        headings: ['Guide', 'A\nB'],
        text: 'One two three four five six.\n  code\n│ not ours\nend',
      },
    ]);
  });

  it('say what they are about in few words', () => {
    expect([{}, { collection: 'a' }, { collection: 'a', tool: 't', api: 'a/x' }].map(subject)).toEqual([
      '',
      'a',
      'a/x',
    ]);
  });
});
