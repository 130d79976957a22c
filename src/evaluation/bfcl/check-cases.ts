import { dirname } from 'node:path';
import { type BfclTest, readBfclTests } from './bfcl-test.js';
import { type BfclCategory, bfclCategoryNamed } from './categories.js';
import type { DecodedCall } from './decoded-call.js';
import { type BfclFault, judgeBfcl } from './judge-bfcl.js';
import { decodePythonCalls } from './python/decode-python-calls.js';
import { type PythonValue, textMembers } from './python/python-value.js';
import { type ExactRow, memberOf, readExactRows, textOf } from './read-exact-rows.js';

/** The verdict of one case. */
export interface CaseVerdict {
  readonly id: string;
  readonly category: string;
  readonly case: string;
  readonly valid: boolean;
  readonly error_type: BfclFault | null;
}

/** A case that was judged otherwise. */
export interface CaseDifference extends CaseVerdict {
  readonly line: number;
  readonly expected: { readonly valid: boolean; readonly error_type: string | null };
}

export interface CaseReport {
  readonly cases: number;
  readonly equal: number;
  readonly differences: readonly CaseDifference[];
}

export interface CheckCasesOptions {
  /** Rows `{ id, category, case, output | decoded, valid, error_type }`: an answer with the verdict it should get. */
  readonly cases: string;
  /** Where the tests are; beside the cases when left out. */
  readonly folder?: string;
  readonly onVerdict?: (verdict: CaseVerdict) => void;
}

/**
 * Compares this checker with recorded verdicts of another.
 *
 * @throws BadJsonlRow for rows that are no cases or name a test that is not there.
 */
export async function checkBfclCases({
  cases,
  folder = dirname(cases),
  onVerdict,
}: CheckCasesOptions): Promise<CaseReport> {
  const tests = new Map<string, ReadonlyMap<string, BfclTest>>();
  const differences: CaseDifference[] = [];
  let equal = 0;
  const rows = await readExactRows(cases);
  for (const row of rows) {
    const category = categoryOf(row);
    let known = tests.get(category.name);
    if (known === undefined) {
      known = new Map((await readBfclTests(folder, category)).map(test => [test.id, test]));
      tests.set(category.name, known);
    }
    const { verdict, expected } = judgeCase(row, category, known);
    onVerdict?.(verdict);
    if (verdict.valid === expected.valid && verdict.error_type === expected.error_type) equal += 1;
    else differences.push({ ...verdict, line: row.line, expected });
  }
  return { cases: rows.length, equal, differences };
}

function judgeCase(row: ExactRow, category: BfclCategory, tests: ReadonlyMap<string, BfclTest>) {
  const id = textOf(row.row, 'id') ?? '';
  const test = tests.get(id);
  if (test === undefined) throw row.fail(`there is no test ${id} in ${category.name}`);
  const valid = memberOf(row.row, 'valid');
  if (valid?.kind !== 'bool') throw row.fail('valid must be true or false');
  const fault = judgeBfcl(callsOf(row), test, category);
  const verdict: CaseVerdict = {
    id,
    category: category.name,
    case: textOf(row.row, 'case') ?? '',
    valid: fault === undefined,
    error_type: fault ?? null,
  };
  return { verdict, expected: { valid: valid.value, error_type: textOf(row.row, 'error_type') ?? null } };
}

function categoryOf({ row, fail }: ExactRow): BfclCategory {
  const name = textOf(row, 'category');
  if (name === undefined) throw fail('category must be a text');
  return bfclCategoryNamed(name);
}

function callsOf({ row, fail }: ExactRow): readonly DecodedCall[] | undefined {
  const output = textOf(row, 'output');
  if (output !== undefined) return decodePythonCalls(output);
  const decoded = memberOf(row, 'decoded');
  if (decoded?.kind !== 'list') throw fail('a case needs output, a text, or decoded, a list of calls');
  return decoded.items.map(decodedCall);
}

function decodedCall(call: PythonValue): DecodedCall {
  const [[name, given] = ['', undefined]] = call.kind === 'dict' ? textMembers(call) : [];
  return { name, arguments: new Map(given?.kind === 'dict' ? textMembers(given) : []) };
}
