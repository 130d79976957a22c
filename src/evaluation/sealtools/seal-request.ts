import { join } from 'node:path';
import { type PythonValue, textMembers } from '../bfcl/python/python-value.js';
import { memberOf, readExactRows, textOf } from '../bfcl/read-exact-rows.js';

/** A call with its arguments, as the benchmark compares them. */
export interface SealCall {
  readonly api: string;
  readonly parameters: ReadonlyMap<string, PythonValue>;
}

export interface SealRequest {
  readonly id: string;
  readonly query: string;
  readonly calls: readonly SealCall[];
}

export const sealParts = ['test_in_domain', 'dev'] as const;
export type SealPart = (typeof sealParts)[number];

/** The requests of a part with their right calls. @throws BadJsonlRow; CapuchinError `unreadable-file`. */
export async function readSealRequests(folder: string, part: SealPart): Promise<readonly SealRequest[]> {
  const rows = await readExactRows(join(folder, `sealtools.${part}.jsonl`));
  return rows.map(({ row, fail }) => {
    const id = textOf(row, 'id');
    const query = textOf(row, 'query');
    const calling = memberOf(row, 'calling');
    if (id === undefined || query === undefined) throw fail('id and query must be texts');
    if (calling?.kind !== 'list' || calling.items.length === 0) throw fail('calling must be a list of calls');
    const calls = calling.items.map(call => {
      const api = textOf(call, 'api');
      const parameters = memberOf(call, 'parameters');
      if (api === undefined || parameters?.kind !== 'dict') throw fail('a call must have api and parameters');
      return { api, parameters: new Map(textMembers(parameters)) };
    });
    return { id, query, calls };
  });
}
