import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type Random,
  seededRandom,
} from '../../../../base/index.js';
import type { ToolSpec } from '../../../chat-model.js';
import { replyText } from '../../../tool-prompt/tool-turn-text.js';
import { asRegExp, drawText } from '../gbnf.contract.js';
import { parseReply } from './parse-reply.js';
import { replyGrammar } from './reply-grammar.js';

const tool = (name: string, properties: JsonObject, required: readonly string[] = []): ToolSpec => ({
  name,
  description: `Does ${name}.`,
  parameters: { type: 'object', properties, required },
});
const tools = [
  tool('tide_times', { harbour: { type: 'string' }, days: { type: 'integer', minimum: 1, maximum: 7 } }, ['harbour']),
  tool('my.ip', {}),
];
const auto = { toolChoice: 'auto', answered: false, openArguments: false } as const;

describe('replyGrammar', () => {
  const accepts = (form: Parameters<typeof replyGrammar>[1]) => {
    const all = asRegExp(replyGrammar(tools, form).grammar);
    return (text: string) => all.test(text);
  };
  const one = 'tide_times {"harbour": "Brest", "days": 3}';

  it('accepts calls, one a line, at most eight', () => {
    const texts = [one, 'my.ip {}', `${one}\nmy.ip {}`, Array(8).fill('my.ip {}').join('\n')];
    expect(texts.map(accepts(auto))).toEqual(texts.map(() => true));
    const others = [
      'tide_times {}',
      'my.ip {"x": 1}',
      'my.ip',
      `${one}\n`,
      'tide {"harbour": "Brest"}',
      `${one}, ${one}`,
    ];
    expect([...others, Array(9).fill('my.ip {}').join('\n')].map(accepts(auto))).toEqual(Array(7).fill(false));
  });

  it.each([
    ['auto', false, [true, false]],
    ['auto', true, [false, true]],
    ['required', false, [false, false]],
    ['required', true, [false, false]],
    [{ name: 'my.ip' }, true, [false, false]],
  ] as const)('accepts none and answers where they have sense (%o, answered: %s)', (toolChoice, answered, expected) => {
    expect(['none', 'answer:'].map(accepts({ toolChoice, answered, openArguments: false }))).toEqual(expected);
  });

  it('accepts a question mark for required arguments only where it is allowed', () => {
    const texts = [
      'tide_times {"harbour": ?}',
      'tide_times {"harbour": ?, "days": 2}',
      'tide_times {"harbour": "a", "days": ?}',
    ];
    expect(texts.map(accepts(auto))).toEqual([false, false, false]);
    expect(texts.map(accepts({ ...auto, openArguments: true }))).toEqual([true, true, false]);
  });

  it('leaves out optional parameters that the signature had no room for', () => {
    const words = 'a long description of what this one is for and how to write it';
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`parameter_${i}`, { type: 'string', description: words }]),
    );
    const wide = tool('wide', { ...many, key: { type: 'string' } }, ['key']);
    const { grammar } = replyGrammar([wide, tools[0] as ToolSpec], auto);
    const all = asRegExp(grammar);
    expect(all.test('wide {"key": "k"}')).toBe(true);
    expect(all.test('wide {"parameter_149": "x", "key": "k"}')).toBe(false);
  });

  it('says which keywords it does not hold', () => {
    expect(replyGrammar([tool('a', { b: { type: 'string', pattern: '^x' } })], auto).loosened).toEqual(['pattern']);
  });
});

describe('texts of the grammar', () => {
  const random = seededRandom('reply-grammar');
  const ajv = new Ajv2020({ strict: false, formats: { date: true, time: true, 'date-time': true, uuid: true } });

  it('are always calls that their schemas accept, whatever the schemas', () => {
    for (let round = 0; round < 40; round += 1) {
      const drawn = Array.from({ length: 1 + random.integer(5) }, (_, i) => drawTool(`f${i}`, random));
      const openArguments = random.next() < 0.5;
      const { grammar, loosened } = replyGrammar(drawn, { toolChoice: 'required', answered: false, openArguments });
      expect(loosened).toEqual([]);
      for (let i = 0; i < 5; i += 1) {
        const text = drawText(grammar, random);
        const reply = parseReply(text, drawn);
        const calls = reply.kind === 'calls' ? reply.calls : [];
        expect(calls.length, text).toBeGreaterThan(0);
        for (const { name, arguments: written, missing = [] } of calls) {
          const { parameters } = drawn.find(each => each.name === name) as ToolSpec;
          const required = (parameters['required'] as string[]).filter(each => !missing.includes(each));
          expect(ajv.validate({ ...parameters, required }, JSON.parse(written)), `${text}\n${ajv.errorsText()}`).toBe(
            true,
          );
        }
      }
    }
  });

  it('are all that a training example can say', () => {
    for (let round = 0; round < 150; round += 1) {
      const drawn = drawTool('f', random);
      const args = drawValue(drawn.parameters, random) as JsonObject;
      const required = drawn.parameters['required'] as string[];
      const missing = required.filter(() => random.next() < 0.3);
      const open = Object.fromEntries(
        Object.entries(args).map(([key, value]) => [key, missing.includes(key) ? null : value]),
      );
      const text = replyText({ role: 'calls', calls: [{ name: 'f', arguments: open, missing }] });
      expect(asRegExp(replyGrammar([drawn], { ...auto, openArguments: true }).grammar).test(text), text).toBe(true);
      const known = Object.fromEntries(Object.entries(args).filter(([key]) => !missing.includes(key)));
      const reply = parseReply(text, [drawn]);
      const [call] = reply.kind === 'calls' ? reply.calls : [];
      expect([JSON.parse(call?.arguments ?? '""'), call?.missing ?? []]).toEqual([known, missing]);
    }
  });
});

function drawTool(name: string, random: Random): ToolSpec {
  return { name, description: '', parameters: drawObject(random, 0) };
}

function drawObject(random: Random, depth: number): JsonSchema {
  const names = random.shuffle(['a', 'b c', 'd-e', 'é', '?', '"', 'type']).slice(0, random.integer(4));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, drawSchema(random, depth + 1)])),
    required: names.filter(() => random.next() < 0.5),
    additionalProperties: false,
  };
}

function drawSchema(random: Random, depth: number): JsonSchema {
  const leaves: JsonSchema[] = [
    { type: 'string' },
    { type: 'string', maxLength: 3 },
    { type: 'string', enum: ['x', 'y "z"', '?'] },
    { type: 'string', format: 'date' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'integer', minimum: -2, maximum: 5 },
    { type: 'boolean' },
    { type: ['string', 'null'] },
  ];
  if (depth > 2 || random.next() < 0.6) return random.pick(leaves);
  if (random.next() < 0.5) return drawObject(random, depth);
  return { type: 'array', items: drawSchema(random, depth + 1), minItems: random.integer(2), maxItems: 3 };
}

function drawValue(schema: JsonSchema, random: Random): JsonValue {
  const { type, enum: values, properties, required, items, minItems, maxLength } = schema;
  if (Array.isArray(values)) return random.pick(values as JsonValue[]);
  if (type === 'object') {
    const entries = Object.entries(isJsonObject(properties) ? properties : {});
    const kept = entries.filter(([name]) => (required as string[]).includes(name) || random.next() < 0.5);
    return Object.fromEntries(kept.map(([name, inner]) => [name, drawValue(inner as JsonSchema, random)]));
  }
  if (type === 'array')
    return Array.from({ length: (minItems as number) + random.integer(2) }, () =>
      drawValue(items as JsonSchema, random),
    );
  if (type === 'boolean') return random.next() < 0.5;
  if (type === 'integer') return schema['minimum'] === undefined ? random.integer(1e6) - 5e5 : random.integer(8) - 2;
  if (type === 'number') return Math.round(random.next() * 1e5 - 5e4) / 100;
  if (schema['format'] === 'date') return '2026-02-28';
  if (Array.isArray(type) && random.next() < 0.5) return null;
  return random.pick(['', 'a "b" \\ ?', '日本 🐒', 'plain words']).slice(0, maxLength === undefined ? 99 : 2);
}
