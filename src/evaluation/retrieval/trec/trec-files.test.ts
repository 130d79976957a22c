import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTrecJudgements, readTrecRun } from './read-trec.js';
import { trecJudgementsWriter, trecRunWriter } from './trec-writer.js';

const newPath = (name: string) => join(mkdtempSync(join(tmpdir(), 'capuchin-trec-')), name);
const fileOf = (content: string) => {
  const path = newPath('file');
  writeFileSync(path, content);
  return path;
};
const query = { id: 'q 1', ranking: ['c/get it', 'c/b', 'c/a'], relevant: new Set(['c/b', 'c/gone']) };

describe('run files', () => {
  it('are written with scores that leave no ties, and read back', async () => {
    const path = newPath('run.trec');
    const writer = trecRunWriter(path, 'my tag');
    writer.write(query);
    writer.write({ ...query, id: '2', ranking: [] });
    expect(existsSync(path)).toBe(false);
    writer.finish();
    expect(readFileSync(path, 'utf8')).toBe(
      'q%201 Q0 c/get%20it 1 3 my%20tag\nq%201 Q0 c/b 2 2 my%20tag\nq%201 Q0 c/a 3 1 my%20tag\n',
    );
    expect(await readTrecRun(path)).toEqual(new Map([['q 1', query.ranking]]));
  });

  it('are read as trec_eval reads them: by score, equal ones by document, last first', async () => {
    const path = fileOf('1 Q0 a 1 0.5 t\n1 Q0 b 9 0.5 t\r\n\n1\tQ0\tc 3 7e-1 t\n2 Q0 a 1 -3 t\n');
    expect(await readTrecRun(path)).toEqual(
      new Map([
        ['1', ['c', 'b', 'a']],
        ['2', ['a']],
      ]),
    );
  });

  it.each([
    ['1 Q0 a 1 0.5', 'a line must have 6 fields, not 5'],
    ['1 Q0 a 1 high t', 'the score must be a number, not high'],
    ['1 Q0 a 1 2 t\n1 Q0 a 2 1 t', 'a is there twice for query 1'],
  ])('%j is refused by line', async (content, reason) => {
    const path = fileOf(content);
    await expect(readTrecRun(path)).rejects.toThrow(`${path}:${content.split('\n').length}: ${reason}`);
  });
});

describe('judgement files', () => {
  it('keep queries without an answer', async () => {
    const path = newPath('qrels.trec');
    const writer = trecJudgementsWriter(path);
    writer.write(query);
    writer.write({ ...query, id: '2', relevant: new Set() });
    writer.finish();
    expect(readFileSync(path, 'utf8')).toBe('q%201 0 c/b 1\nq%201 0 c/gone 1\n2 0 - 0\n');
    expect(await readTrecJudgements(path)).toEqual(
      new Map([
        ['q 1', query.relevant],
        ['2', new Set()],
      ]),
    );
  });

  it('count every grade above 0', async () => {
    const path = fileOf('1 0 a 2\n1 0 b 0\n1 0 c -1\n2 0 a 0\n');
    expect(await readTrecJudgements(path)).toEqual(
      new Map([
        ['1', new Set(['a'])],
        ['2', new Set()],
      ]),
    );
    await expect(readTrecJudgements(fileOf('1 0 a yes'))).rejects.toMatchObject({ code: 'bad-trec-line' });
  });
});

describe('a file that is not finished', () => {
  it('leaves nothing behind', () => {
    const path = newPath('run.trec');
    const writer = trecRunWriter(path, 't');
    writer.write(query);
    expect(() => writer.write(query)).toThrow('two queries have the id q 1');
    writer.discard();
    writer.discard();
    expect(readdirSync(join(path, '..'))).toEqual([]);
    expect(() => writer.write(query)).toThrow('is closed');
  });

  it('says what is wrong with its place', async () => {
    expect(() => trecRunWriter('/dev/null/run', 't')).toThrow('cannot write /dev/null/run');
    await expect(readTrecRun(newPath('none'))).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(readTrecRun(fileOf('1 Q0 a 1 1 t\n'), AbortSignal.abort(new Error('enough')))).rejects.toThrow(
      'enough',
    );
  });
});
