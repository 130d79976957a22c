import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../base/index.js';
import { signature } from './signature.js';

const object = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const print = (parameters: JsonSchema, maxTokens?: number) =>
  signature({ name: 'call', description: '', parameters }, maxTokens === undefined ? {} : { maxTokens });

describe('signature', () => {
  it('prints the example of its comment', () => {
    const parameters = object(
      {
        amount: { type: 'number' },
        to: { type: 'string', enum: ['km', 'mile'], description: 'wanted unit' },
        digits: { type: 'integer' },
      },
      ['amount', 'to'],
    );
    expect(signature({ name: 'convert', description: 'Converts lengths.', parameters })).toBe(
      'convert(amount: number, to: string=[km|mile] wanted unit, digits?: integer) - Converts lengths.',
    );
  });

  it('prints a call without parameters or words', () => {
    expect(print({ type: 'object' })).toBe('call()');
  });

  it('prints arrays, maps, unions, constants and nested objects', () => {
    const parameters = object({
      tags: { type: 'array', items: { type: 'string' } },
      sizes: { type: 'array', items: { enum: ['s', 'm'] } },
      either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      rows: { type: 'array', items: { type: ['string', 'null'] } },
      labels: { type: 'object', additionalProperties: { type: 'number' } },
      kind: { const: 'circle' },
      place: object({ lat: { type: 'number' }, box: object({ deep: object({ x: {} }) }) }, ['lat']),
      day: { type: 'string', format: 'date', description: 'first day' },
      anything: {},
    });
    expect(print(parameters)).toBe(
      'call(tags?: string[], sizes?: string[]=[s|m], either?: string|integer, rows?: (string|null)[], ' +
        'labels?: {[key]: number}, kind?: string=[circle], place?: {lat: number, box?: {deep?: {…}}}, ' +
        'day?: string date first day, anything?: any)',
    );
  });

  it('follows references and allOf, and marks a schema that contains itself', () => {
    const parameters: JsonSchema = {
      type: 'object',
      properties: { node: { $ref: '#/$defs/node' }, lost: { $ref: '#/$defs/none' } },
      $defs: {
        named: object({ name: { type: 'string' } }, ['name']),
        node: { allOf: [{ $ref: '#/$defs/named' }, object({ next: { $ref: '#/$defs/node' } })] },
      },
    };
    expect(print(parameters)).toBe('call(node?: {name: string, next?: …}, lost?: any)');
  });

  it('keeps hostile names and descriptions on one line', () => {
    const parameters = object({ 'a\nb)': { type: 'string', description: 'one\n\ttwo\u2028three\u202e' } });
    expect(signature({ name: 'call', description: 'x\r\ny', parameters })).toBe(
      'call("a\\nb)"?: string one two three) - x y',
    );
  });

  it('quotes values that could be misread and cuts long lists', () => {
    const values = ['a|b', '', ' x', 'two words', ...Array.from({ length: 20 }, (_, i) => `v${i}`)];
    expect(print(object({ a: { enum: values } }))).toBe(
      'call(a?: string=["a|b"|""|" x"|two words|v0|v1|v2|v3|v4|v5|v6|v7|v8|v9|v10|v11|…])',
    );
  });

  it('says less about each parameter first, then drops optional ones, then cuts', () => {
    const parameters = object(
      {
        city: { type: 'string', description: 'name of the city to look up in the register' },
        units: { type: 'string', enum: ['metric', 'imperial'], description: 'units of the numbers in the answer' },
      },
      ['city'],
    );
    const weather = { name: 'weather', description: 'Current weather of a city anywhere on earth.', parameters };
    expect([60, 40, 26, 18, 5].map(maxTokens => signature(weather, { maxTokens }))).toEqual([
      'weather(city: string name of the city to look…, units?: string=[metric|imperial] units of the numbers in the…) - Current weather of a city anywhere on earth.',
      'weather(city: string, units?: string=[metric|imperial]) - Current weather of a city anywhere on earth.',
      'weather(city: string, …) - Current weather of a city anywhere on earth.',
      'weather(city: string, …) - Current weather of a city …',
      'weather(city: …',
    ]);
  });

  it('counts as it is told to, keeps whole names, and says less in the end than anything', () => {
    const parameters = object(
      { city: { type: 'string' }, days: { type: 'integer' }, units: { type: 'string' }, language: {} },
      ['city', 'days'],
    );
    const weather = { name: 'weather', description: 'Current weather of a city anywhere on earth.', parameters };
    const countTokens = (text: string) => text.length;
    expect(
      [200, 90, 70, 66, 60, 37, 25, 20, 5].map(maxTokens => signature(weather, { maxTokens, countTokens })),
    ).toEqual([
      'weather(city: string, days: integer, units?: string, language?: any) - Current weather of a city anywhere on earth.',
      'weather(city, days, units?, language?) - Current weather of a city anywhere on earth.',
      'weather(city, days, units?, language?) - Current weather of a city…',
      'weather(city, days, …) - Current weather of a…',
      'weather(city, days, …) - Current weather of a…',
      'weather(city, days, …)',
      'weather(city, days, …)',
      'weather(city, …)',
      'weather(…)',
    ]);
  });

  it('is bounded, on one line and always the same, whatever the schema', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.dictionary(fc.string(), value), (name, description, properties) => {
        const parameters = { type: 'object', properties } as JsonSchema;
        const text = signature({ name, description, parameters }, { maxTokens: 30 });
        expect(text.length).toBeLessThanOrEqual(90);
        expect(text).not.toMatch(/[\n\r\u2028\u2029]/);
        expect(signature({ name, description, parameters }, { maxTokens: 30 })).toBe(text);
      }),
    );
  });

  it('stays quick on schemas that unfold without end', () => {
    const names = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const defs = Object.fromEntries(
      Array.from({ length: 20 }, (_, level) => [
        `d${level}`,
        object(Object.fromEntries(names.map(name => [name, { $ref: `#/$defs/d${level + 1}` }]))),
      ]),
    );
    const unions = Object.fromEntries(
      Array.from({ length: 20 }, (_, level) => [
        `u${level}`,
        { anyOf: names.slice(0, 6).map(title => ({ title, $ref: `#/$defs/u${level + 1}` })) },
      ]),
    );
    let nested: JsonSchema = { type: 'string' };
    for (let level = 0; level < 50_000; level++) nested = { type: 'array', items: nested };
    const startedAt = performance.now();
    for (const a of [{ $ref: '#/$defs/d0' }, { $ref: '#/$defs/u0' }, nested]) {
      const text = print({ ...object({ a }), $defs: { ...defs, ...unions } });
      expect(text.length).toBeLessThanOrEqual(480);
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
