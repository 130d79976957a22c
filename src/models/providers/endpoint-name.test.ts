import { describe, expect, it } from 'vitest';
import {
  endpointUrl,
  optionAmong,
  parseBaseUrl,
  parseEndpointName,
  positiveOption,
  printEndpointName,
} from './endpoint-name.js';

const parse = (rest: string) => parseEndpointName(rest, ['schema', 'key']);

describe('parseEndpointName', () => {
  it.each([
    ['gpt-4.1-mini', { model: 'gpt-4.1-mini', options: {} }],
    ['qwen3:8b@http://127.0.0.1:11434/v1', { model: 'qwen3:8b', baseUrl: 'http://127.0.0.1:11434/v1', options: {} }],
    ['Qwen/Qwen3-8B@https://h.example/v1/', { model: 'Qwen/Qwen3-8B', baseUrl: 'https://h.example/v1', options: {} }],
    ['@cf/meta/llama@https://h.example', { model: '@cf/meta/llama', baseUrl: 'https://h.example', options: {} }],
    ['claude@20250101', { model: 'claude@20250101', options: {} }],
    ['m@http://[::1]:8000/v1?v=2', { model: 'm', baseUrl: 'http://[::1]:8000/v1?v=2', options: {} }],
    [
      'm@https://h.example/a@b#schema=format,key=MY_KEY',
      { model: 'm', baseUrl: 'https://h.example/a@b', options: { schema: 'format', key: 'MY_KEY' } },
    ],
    ['m#key=K', { model: 'm', options: { key: 'K' } }],
  ])('reads %s', (rest, expected) => {
    expect(parse(rest)).toEqual(expected);
    expect(parse(printEndpointName(parse(rest)))).toEqual(expected);
  });

  it.each([
    ['', 'a model name is expected'],
    ['@https://h.example', 'a model name is expected'],
    ['m@http://', 'is not a URL'],
    ['m#schema', '"schema" is not <option>=<value>'],
    ['m#shema=format', 'no model option named "shema"; did you mean "schema"? known: key, schema'],
    ['m@https://me:hunter2@h.example', 'the base URL of h.example holds a password'],
  ])('refuses %j', (rest, message) => {
    expect(() => parse(rest)).toThrow(message);
  });

  it('never repeats a password', () => {
    expect(() => parseBaseUrl('https://me:hunter2@h.example')).toThrow(/^(?!.*hunter2)/);
  });

  it('spells equal names alike', () => {
    const names = ['m#schema=format,key=K', 'm#key=K,schema=format'].map(rest => printEndpointName(parse(rest)));
    expect(names).toEqual(['m#key=K,schema=format', 'm#key=K,schema=format']);
  });
});

describe('endpointUrl', () => {
  it('puts the path before a query', () => {
    expect(endpointUrl('https://h.example/v1', '/chat')).toBe('https://h.example/v1/chat');
    expect(endpointUrl('https://h.example/v1/?v=2', '/chat')).toBe('https://h.example/v1/chat?v=2');
    expect(endpointUrl('https://h.example', '/chat')).toBe('https://h.example/chat');
  });
});

describe('optionAmong', () => {
  it('takes exact values only', () => {
    expect(optionAmong(undefined, 'schema', ['a', 'b'])).toBeUndefined();
    expect(optionAmong('a', 'schema', ['a', 'b'])).toBe('a');
    expect(() => optionAmong('A', 'schema', ['a', 'b'])).toThrow(
      'no value of schema named "A"; did you mean "a"? known: a, b',
    );
  });
});

describe('positiveOption', () => {
  it('takes whole numbers above zero only', () => {
    expect(positiveOption(undefined, 'context')).toBeUndefined();
    expect(positiveOption('8192', 'context')).toBe(8192);
    for (const text of ['0', '-1', '1.5', 'many', '']) {
      expect(() => positiveOption(text, 'context')).toThrow('context must be a whole number above 0');
    }
  });
});
