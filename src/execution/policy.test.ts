import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../base/index.js';
import { sampleApi } from './executor.contract.js';
import { cautiousPolicy, decide, parsePolicy, readPolicy } from './policy.js';

const written: JsonValue = {
  version: 1,
  default: { read: 'ask' },
  rules: [
    { match: { api: 'stripe_refund*' }, decision: 'deny', reason: 'refunds are made by hand' },
    { match: { api: 'stripe_*', effect: 'read' }, decision: 'allow' },
    { match: { collection: 'toolbox' }, decision: 'allow' },
  ],
};

describe('a policy', () => {
  it('lets the first rule that matches decide, then the default for the effect', () => {
    const policy = parsePolicy(written, 'policy.json');
    const refund = sampleApi({ name: 'stripe_refund_charge', effect: 'irreversible', collection: 'toolbox' });
    expect(decide(policy, refund)).toEqual({ decision: 'deny', reason: 'refunds are made by hand' });
    expect(decide(policy, sampleApi({ name: 'stripe_list' }))).toEqual({ decision: 'allow' });
    expect(decide(policy, sampleApi({ name: 'stripe_pay', effect: 'irreversible' }))).toEqual({ decision: 'ask' });
    expect(decide(policy, sampleApi())).toEqual({ decision: 'ask' });
    expect(decide(policy, sampleApi({ collection: 'toolbox', effect: 'reversible' }))).toEqual({ decision: 'allow' });
  });

  it('matches ids as well as names, and everything when nothing is given', () => {
    const policy = parsePolicy(
      {
        version: 1,
        rules: [
          { match: { api: 'petstore/pets/*' }, decision: 'deny' },
          { match: {}, decision: 'allow' },
        ],
      },
      'policy.json',
    );
    expect(decide(policy, sampleApi({ id: 'petstore/pets/delete' })).decision).toBe('deny');
    expect(decide(policy, sampleApi({ effect: 'irreversible' })).decision).toBe('allow');
  });

  it('is cautious where nothing is written', () => {
    expect(parsePolicy({ version: 1 }, 'policy.json')).toEqual(cautiousPolicy);
  });

  it.each<[JsonValue, string]>([
    [[], 'the policy p.json is wrong at the top: it must be an object'],
    [{}, 'the policy p.json is wrong at /version: it must be 1'],
    [{ version: 2 }, 'the policy p.json is wrong at /version: it must be 1'],
    [
      { version: 1, rule: [] },
      'the policy p.json is wrong at /rule: it is not known here; known: version, default, rules',
    ],
    [
      { version: 1, default: { write: 'ask' } },
      'the policy p.json is wrong at /default/write: it is not known here; known: read, reversible, irreversible',
    ],
    [
      { version: 1, default: { read: 'yes' } },
      'the policy p.json is wrong at /default/read: it must be one of allow, ask, deny',
    ],
    [{ version: 1, rules: {} }, 'the policy p.json is wrong at /rules: it must be an array'],
    [
      { version: 1, rules: [{ decision: 'deny' }] },
      'the policy p.json is wrong at /rules/0/match: it must be an object',
    ],
    [
      { version: 1, rules: [{ match: {} }] },
      'the policy p.json is wrong at /rules/0/decision: it must be one of allow, ask, deny',
    ],
    [
      { version: 1, rules: [{ match: { name: 'x' }, decision: 'deny' }] },
      'the policy p.json is wrong at /rules/0/match/name: it is not known here; known: api, collection, effect',
    ],
    [
      { version: 1, rules: [{ match: { api: 3 }, decision: 'deny' }] },
      'the policy p.json is wrong at /rules/0/match/api: it must be text',
    ],
  ])('is refused when it is wrong: %j', (value, message) => {
    expect(() => parsePolicy(value, 'p.json')).toThrow(message);
  });

  it('is read from a file, whose name is in every complaint', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'capuchin-policy-')), 'policy.json');
    await expect(readPolicy(path)).rejects.toThrow(`cannot read the policy ${path}`);
    writeFileSync(path, '{');
    await expect(readPolicy(path)).rejects.toThrow(`the policy ${path} is not JSON`);
    writeFileSync(path, JSON.stringify(written));
    expect(await readPolicy(path)).toEqual(parsePolicy(written, path));
  });
});
