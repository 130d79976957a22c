import { describe, expect, it } from 'vitest';
import type { ApiDraft } from '../api.js';
import type { ImportItem } from '../importer.js';
import { openapiImporter } from '../openapi/openapi.js';
import { lintItems } from './lint.js';

async function lint(paths: object) {
  const root = { openapi: '3.1.0', info: { title: 'Shop' }, servers: [{ url: 'https://api.example' }], paths };
  async function* stdin() {
    yield Buffer.from(JSON.stringify(root));
  }
  return lintItems(openapiImporter.read('-', { stdin: stdin() }));
}

const reply = { 200: { description: '', content: { 'application/json': { schema: { type: 'string' } } } } };
const operation = (operationId: string, summary: string, more: object = {}) => ({
  operationId,
  summary,
  responses: reply,
  ...more,
});

describe('lintItems', () => {
  it('scores every operation from 100 downwards, the whole by their mean, worst first', async () => {
    const parameters = ['a', 'b'].map(name => ({ name, in: 'query', schema: { type: 'boolean' } }));
    const report = await lint({
      '/good': { get: operation('goodOne', 'Tells the time of day in a city.') },
      '/bad': { get: operation('badOne', '', { parameters, responses: {} }) },
    });
    const place = (at: string) => ({ at, advice: expect.any(String), points: 4 });
    expect(report).toEqual({
      score: 76,
      operationCount: 2,
      refusedCount: 0,
      rules: [
        { rule: 'no-description', advice: expect.any(String), operations: 1, findings: 1, points: 30 },
        { rule: 'no-reply-schema', advice: expect.any(String), operations: 1, findings: 1, points: 10 },
        { rule: 'undescribed-argument', advice: expect.any(String), operations: 1, findings: 2, points: 8 },
      ],
      operations: [
        {
          title: 'badOne',
          source: { uri: '-', pointer: '#/paths/~1bad/get' },
          score: 52,
          findings: [
            {
              rule: 'no-description',
              message: 'it has neither a summary nor a description',
              advice: expect.any(String),
              points: 30,
            },
            { rule: 'undescribed-argument', message: 'nothing says what "a" means', ...place('/properties/a') },
            { rule: 'undescribed-argument', message: 'nothing says what "b" means', ...place('/properties/b') },
            {
              rule: 'no-reply-schema',
              message: 'nothing says what comes back',
              advice: expect.any(String),
              points: 10,
            },
          ],
        },
        { title: 'goodOne', source: { uri: '-', pointer: '#/paths/~1good/get' }, score: 100, findings: [] },
      ],
    });
  });

  it('takes no more points than a rule may cost', async () => {
    const parameters = Array.from({ length: 12 }, (_, i) => ({
      name: `p${i}`,
      in: 'query',
      schema: { type: 'boolean' },
    }));
    const { operations } = await lint({
      '/a': { get: operation('tellTime', 'Tells the time of day.', { parameters }) },
    });
    expect(operations[0]?.findings).toHaveLength(12);
    expect(operations[0]?.score).toBe(80);
  });

  it('finds operations that cannot be told apart', async () => {
    const { operations } = await lint({
      '/a': { get: operation('one', 'Lists the orders of a customer.') },
      '/b': { get: operation('two', 'Lists the orders of a customer.') },
      '/c': { get: operation('three', 'Lists an order of customers') },
      '/d': { get: operation('four', 'Converts an order to a customer.') },
      '/e': { get: operation('Four', 'Converts a customer to an order.') },
    });
    const told = operations.map(({ title, findings }) => [
      title,
      findings.map(({ rule, message }) => `${rule}: ${message}`),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      one: ['same-text: it is described in the same words as two'],
      two: ['same-text: it is described in the same words as one'],
      three: ['nearly-same-text: it is described in nearly the same words as one, two'],
      four: ['same-name: it has the same name as Four'],
      Four: ['same-name: it has the same name as four'],
    });
  });

  it('gives what was refused no points at all', async () => {
    const report = await lint({ '/a': { get: 7 } });
    expect(report).toMatchObject({
      score: 0,
      operationCount: 1,
      refusedCount: 1,
      operations: [
        { title: '#/paths/~1a/get', score: 0, findings: [{ rule: 'refused', message: 'the operation is number' }] },
      ],
    });
    expect((await lint({})).score).toBe(0);
  });

  it('follows definitions that a document shares, wherever they come among the items', async () => {
    const parameters = { type: 'object', properties: { when: { $ref: '#/$defs/When' } } };
    const draft: ApiDraft = {
      key: 'a',
      baseName: 'a',
      title: 'tellTime',
      description: 'Tells the time of day.',
      provider: '',
      tool: '',
      category: '',
      parameters,
      effect: 'read',
      examples: [{ arguments: {} }],
      source: { uri: 'x' },
      invocation: { kind: 'function', module: 'm', function: 'f' },
    };
    async function* items(): AsyncGenerator<ImportItem> {
      yield { kind: 'api', draft };
      yield { kind: 'definition', name: 'When', arguments: { type: 'string', description: 'a date' } };
    }
    expect((await lintItems(items())).score).toBe(100);
  });
});
