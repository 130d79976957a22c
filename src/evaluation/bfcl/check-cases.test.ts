import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CaseVerdict, checkBfclCases } from './check-cases.js';

const pack = resolve('../shared/data/bfcl');
const cases = join(pack, 'ast-conformance.dev.jsonl');
const isThere = existsSync(cases);

const test = {
  id: 'simple_python_0',
  question: [[{ role: 'user', content: 'one' }]],
  function: [{ name: 'f', parameters: { type: 'dict', properties: { a: { type: 'integer' } }, required: ['a'] } }],
  ground_truth: [{ f: { a: [1] } }],
};
const row = { id: 'simple_python_0', category: 'simple_python', case: 'full', valid: true, error_type: null };

function folderWith(...rows: unknown[]) {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-bfcl-'));
  writeFileSync(join(folder, 'simple_python.jsonl'), JSON.stringify(test));
  const path = join(folder, 'cases.jsonl');
  writeFileSync(path, rows.map(each => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'));
  return path;
}

describe('checkBfclCases', () => {
  it('counts equal verdicts and lists the others', async () => {
    const verdicts: CaseVerdict[] = [];
    const report = await checkBfclCases({
      cases: folderWith({ ...row, output: '[f(a=1)]' }, { ...row, output: '[f(a=2)]' }, '', {
        ...row,
        decoded: [{ g: {} }],
        valid: false,
        error_type: 'simple_function_checker:wrong_func_name',
      }),
      onVerdict: verdict => verdicts.push(verdict),
    });
    expect(report).toEqual({
      cases: 3,
      equal: 2,
      differences: [
        {
          ...row,
          line: 2,
          valid: false,
          error_type: 'value_error:others',
          expected: { valid: true, error_type: null },
        },
      ],
    });
    expect(verdicts.map(({ valid }) => valid)).toEqual([true, false, false]);
  });

  it.each([
    ['{', 'cases.jsonl:1: not JSON'],
    [{ ...row, output: '', id: 'gone' }, 'cases.jsonl:1: there is no test gone in simple_python'],
    [row, 'cases.jsonl:1: a case needs output'],
    [{ ...row, output: '', category: 'simple' }, 'no BFCL category named "simple"'],
    [{ ...row, output: '', valid: 'yes' }, 'cases.jsonl:1: valid must be true or false'],
  ])('refuses %j', async (bad, message) => {
    await expect(checkBfclCases({ cases: folderWith(bad) })).rejects.toThrow(message);
  });

  it.skipIf(!isThere)(`judges all 4,140 recorded cases alike${isThere ? '' : ' (pack absent)'}`, async () => {
    expect(await checkBfclCases({ cases })).toEqual({ cases: 4140, equal: 4140, differences: [] });
  });
});
