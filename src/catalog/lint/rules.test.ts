import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import type { HttpInvocation } from '../api.js';
import { likenessRules, rules } from './rules.js';
import { type LintedApi, subject } from './subject.js';

const call: HttpInvocation = {
  kind: 'http',
  method: 'GET',
  path: '/orders',
  servers: [{ url: 'https://api.example' }],
  parameters: [],
  security: [],
};

/** An operation with nothing wrong. */
const good: LintedApi = {
  title: 'listOrders',
  description: 'Lists the orders of a customer, newest first.',
  parameters: {
    type: 'object',
    properties: { customer: { type: 'string', description: 'whose orders', examples: ['c1'] } },
    required: ['customer'],
  },
  returns: { type: 'array', items: { type: 'string' } },
  examples: [],
  source: { uri: 'x.json', pointer: '#/paths/~1orders/get' },
  tool: 'Shop',
  invocation: call,
};

const withArguments = (properties: JsonSchema, more: JsonSchema = {}): Partial<LintedApi> => ({
  parameters: { type: 'object', properties, ...more },
  examples: [{ arguments: {} }],
});
const argument = (schema: JsonSchema, name = 'p') => withArguments({ [name]: schema });
const calling = (more: Partial<HttpInvocation>): Partial<LintedApi> => ({ invocation: { ...call, ...more } });
const many = (count: number, schema: JsonSchema) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, schema]));

function found(changes: Partial<LintedApi>): string[] {
  const { returns, ...rest } = { ...good, ...changes };
  const looked = subject(returns === undefined ? rest : { ...rest, returns });
  return rules.flatMap(rule =>
    rule.check(looked).map(({ at, message }) => [rule.id, at, message].filter(Boolean).join(' | ')),
  );
}

it('finds nothing wrong with a good operation', () => {
  expect(found({})).toEqual([]);
});

const described = { type: 'string', description: 'd' };
const nested = (levels: number): JsonSchema =>
  levels === 0 ? { type: 'string' } : { type: 'object', description: 'd', properties: { a: nested(levels - 1) } };

describe('each rule by an example', () => {
  it.each<[string, Partial<LintedApi>, string[]]>([
    [
      'no-description',
      { description: 'Undescribed: GET /orders' },
      ['no-description | it has neither a summary nor a description'],
    ],
    ['no-description, empty', { description: ' ' }, ['no-description | it has neither a summary nor a description']],
    [
      'thin-description',
      { description: 'List orders.' },
      ['thin-description | its description "List orders." says no more than a name'],
    ],
    ['thin-description, not', { description: 'Converts JSON to YAML.' }, []],
    [
      'long-description',
      { description: 'word '.repeat(300) },
      ['long-description | its description has 1500 characters; model services take 1024'],
    ],
    [
      'deprecated-without-replacement',
      { deprecated: true },
      ['deprecated-without-replacement | it is deprecated, and nothing says what to use instead'],
    ],
    [
      'deprecated-without-replacement, not',
      { deprecated: true, description: 'Deprecated: use findOrders for this.' },
      [],
    ],
    ['no-name', { title: 'GET /orders' }, ['no-name | it has no name of its own']],
    [
      'unreadable-name',
      { title: 'op_9f86d081884c7d65' },
      ['unreadable-name | its name "op_9f86d081884c7d65" holds a hash'],
    ],
    ['unreadable-name, letters', { title: 'x1_b2' }, ['unreadable-name | its name "x1_b2" has no word in it']],
    [
      'unreadable-name, long',
      { title: `list${'Orders'.repeat(15)}` },
      ['unreadable-name | its name has 94 characters'],
    ],
    ['untyped-argument', argument({ description: 'd' }), ['untyped-argument | /properties/p | "p" may be anything']],
    [
      'undescribed-argument',
      argument({ type: 'string' }, 'a/b'),
      ['undescribed-argument | /properties/a~1b | nothing says what "a/b" means'],
    ],
    [
      'unexplained-enum',
      argument({ enum: [1, 2], type: 'integer', description: 'kind of order' }),
      ['unexplained-enum | /properties/p | nothing says what the values of "p" mean: 1, 2'],
    ],
    ['unexplained-enum, explained', argument({ enum: [1, 2], description: '1 is open, 2 is paid' }), []],
    ['unexplained-enum, words', argument({ enum: ['open', 'paid'], description: 'which orders' }), []],
    [
      'open-object',
      argument({ type: 'object', description: 'd', properties: {} }),
      ['open-object | /properties/p | "p" is an object of unknown members'],
    ],
    ['open-object, map', argument({ type: 'object', description: 'd', additionalProperties: { type: 'string' } }), []],
    [
      'secret-argument',
      argument(described, 'apiKey'),
      ['secret-argument | /properties/apiKey | "apiKey" asks the model for a secret'],
    ],
    [
      'many-arguments',
      withArguments(many(21, described)),
      ['many-arguments | it has 21 arguments; models do well with up to 20'],
    ],
    [
      'many-required',
      withArguments(many(9, described), { required: Object.keys(many(9, described)) }),
      ['many-required | 9 arguments must be given; models do well with up to 8'],
    ],
    ['deep-argument', argument(nested(5)), ['deep-argument | /properties/p | "p" is nested deeper than 4 levels']],
    ['deep-argument, not', argument(nested(4)), []],
    [
      'no-example',
      { parameters: { properties: { p: described }, required: ['p'] } },
      ['no-example | no example shows how it is called'],
    ],
    ['no-reply-schema', { returns: undefined as never }, ['no-reply-schema | nothing says what comes back']],
    ['no-reply-schema, a picture', { returns: undefined as never, ...calling({ accept: 'image/png' }) }, []],
    ['opaque-reply', { returns: { type: 'object' } }, ['opaque-reply | its reply is described as anything']],
    [
      'no-server',
      calling({ servers: [{ url: '{host}/v1' }] }),
      ['no-server | no server address says where to call it'],
    ],
    [
      'no-server, not',
      calling({ servers: [{ url: '{host}/v1', variables: { host: { default: 'https://a.example' } } }] }),
      [],
    ],
    [
      'unusable-credential',
      calling({ security: [[{ scheme: 'hmac', type: 'other' }]] }),
      ['unusable-credential | its credential "hmac" is of a kind nobody can present'],
    ],
    ['unusable-credential, not', calling({ security: [[{ scheme: 'hmac', type: 'other' }], []] }), []],
  ])('%s', (_rule, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it('ends at schemas that contain themselves, and follows references', () => {
    const $defs = { Node: { type: 'object', description: 'a node', properties: { next: { $ref: '#/$defs/Node' } } } };
    expect(found(withArguments({ node: { $ref: '#/$defs/Node' } }, { $defs }))).toEqual([
      'deep-argument | /properties/node | "node" is nested deeper than 4 levels',
    ]);
    const loop = { A: { $ref: '#/$defs/A' } };
    expect(found(withArguments({ a: { $ref: '#/$defs/A' } }, { $defs: loop }))).toEqual([
      'untyped-argument | /properties/a | "a" may be anything',
      'undescribed-argument | /properties/a | nothing says what "a" means',
    ]);
  });
});

it('has an id of its own for every rule, and limits no lower than costs', () => {
  const ids = [...rules.map(({ id }) => id), ...Object.keys(likenessRules)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(rules.every(({ cost, maxCost }) => cost > 0 && maxCost >= cost)).toBe(true);
});

it('is documented with every rule and what it costs', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'lint.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `([\w-]+)` \| (\d+) \| (\d+) \|/gm)]
    .map(row => row.slice(1).join(' '))
    .sort();
  const known = [
    ...rules.map(({ id, cost, maxCost }) => `${id} ${cost} ${maxCost}`),
    ...Object.entries(likenessRules).map(([id, { cost }]) => `${id} ${cost} ${cost}`),
  ].sort();
  expect(documented).toEqual(known);
});
