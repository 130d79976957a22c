import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBfclTests } from './bfcl-test.js';
import { bfclCategoryNamed } from './categories.js';
import { float, int, str } from './python/python-value.js';

const simple = bfclCategoryNamed('simple_python');
const row = {
  id: 'a',
  question: [
    [
      { role: 'system', content: 's' },
      { role: 'user', content: 'u' },
    ],
  ],
  function: [{ name: 'f', parameters: { type: 'dict', properties: { x: { type: 'float' } }, required: ['x'] } }],
};
const truth = '[{"f": {"x": [2, 2.0, ""]}}]';

function folderWith(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-bfcl-'));
  mkdirSync(join(folder, 'possible_answer'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('readBfclTests', () => {
  it('reads tests with their answers, or as published with answers apart', async () => {
    const own = JSON.stringify({ ...row, ground_truth: 0 }).replace('"ground_truth":0', `"ground_truth":${truth}`);
    const tests = await readBfclTests(folderWith({ 'simple_python.jsonl': own }), simple);
    expect(tests).toEqual([
      {
        id: 'a',
        messages: [
          { role: 'system', content: 's' },
          { role: 'user', content: 'u' },
        ],
        functions: row.function,
        checked: [{ name: 'f', required: ['x'], parameters: new Map([['x', { type: 'float' }]]) }],
        accepted: [{ name: 'f', parameters: new Map([['x', [int(2), float(2), str('')]]]) }],
      },
    ]);
    const published = folderWith({
      'BFCL_v4_simple_python.json': JSON.stringify(row),
      'possible_answer/BFCL_v4_simple_python.json': `{"id": "a", "ground_truth": ${truth}}`,
    });
    expect(await readBfclTests(published, simple)).toEqual(tests);
  });

  it.each([
    [{ ...row, id: 3 }, ':1: id must be a text'],
    [row, ':1: there is no answer to a'],
    [{ ...row, ground_truth: [{ f: { x: 1 } }] }, ':1: the accepted values of x must be a list'],
    [{ ...row, ground_truth: [{ f: {}, g: {} }] }, ':1: a right call must be an object with one function'],
    [{ ...row, question: [], ground_truth: [] }, ':1: question must be a list of turns'],
    [{ ...row, function: [{}], ground_truth: [] }, ':1: a function must have a name'],
  ])('refuses %j', async (bad, message) => {
    const folder = folderWith({ 'simple_python.jsonl': JSON.stringify(bad) });
    await expect(readBfclTests(folder, simple)).rejects.toThrow(message);
  });

  it('refuses an id that is there twice, and a missing file', async () => {
    const line = JSON.stringify({ ...row, ground_truth: [] });
    const folder = folderWith({ 'simple_python.jsonl': `${line}\n\n${line}` });
    await expect(readBfclTests(folder, simple)).rejects.toThrow(':3: the id a is there twice');
    await expect(readBfclTests(folder, bfclCategoryNamed('multiple'))).rejects.toMatchObject({
      code: 'unreadable-file',
    });
  });
});
