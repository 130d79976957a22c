import { expect, it } from 'vitest';
import { type Row, readRows } from './read-rows.js';

it('gives bad rows in their place and goes on', async () => {
  const stdin = (async function* () {
    yield Buffer.from('bad\n{"a":1}\n\n');
    yield Buffer.from('[1]\n{');
  })();
  const rows: Row[] = [];
  for await (const row of readRows('-', { stdin })) rows.push(row);
  const at = (line: number) => ({ line, source: { uri: '-', pointer: `line ${line}` } });
  expect(rows).toEqual([
    { ...at(1), reason: expect.stringContaining('not JSON') },
    { ...at(2), value: { a: 1 } },
    { ...at(4), value: [1] },
    { ...at(5), reason: expect.stringContaining('cut off') },
  ]);
  await expect(readRows('-').next()).rejects.toMatchObject({ code: 'usage' });
});
