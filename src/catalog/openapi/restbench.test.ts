import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openapiImporter } from './openapi.js';

const pack = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'restbench');
const there = existsSync(pack);

interface Query {
  readonly query: string;
  readonly solution: readonly string[];
}

/** Gold calls differ from the documents in stray spaces and in what path parameters are called. */
function normalised(call: string): string {
  return call
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\{[^{}]*\}/g, '{}');
}

/** Every gold call → how many APIs of the document it could mean. */
async function resolvedCalls(scenario: string): Promise<{ call: string; apis: number }[]> {
  const counts = new Map<string, number>();
  for await (const item of openapiImporter.read(join(pack, 'specs', `${scenario}_oas.json`))) {
    if (item.kind !== 'api' || item.draft.invocation.kind !== 'http') continue;
    const { method, path } = item.draft.invocation;
    const call = normalised(`${method} ${path}`);
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  const queries = JSON.parse(readFileSync(join(pack, `${scenario}.json`), 'utf8')) as readonly Query[];
  return queries.flatMap(({ solution }) => solution.map(call => ({ call, apis: counts.get(normalised(call)) ?? 0 })));
}

describe(`the gold calls of RestBench${there ? '' : ' (pack absent)'}`, () => {
  it.skipIf(!there).each([
    ['tmdb', 124, []],
    ['spotify', 63, ['GET /track/{id}']],
  ])('of %s each mean exactly one API, but for what the document lacks', async (scenario, total, missing) => {
    const calls = await resolvedCalls(scenario);
    expect(calls).toHaveLength(total);
    expect(calls.filter(({ apis }) => apis !== 1)).toEqual(missing.map(call => ({ call, apis: 0 })));
  });
});
