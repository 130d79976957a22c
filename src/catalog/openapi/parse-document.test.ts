import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.js';

describe('parseDocument', () => {
  it('reads JSON, with a byte order mark, too', () => {
    expect(parseDocument('\uFEFF{"a": [1]}', 'x')).toEqual({ a: [1] });
  });

  it('reads YAML with merge keys, duplicate keys and numbers for keys', () => {
    expect(parseDocument('base: &b { a: 1 }\n200:\n  <<: *b\nx: 1\nx: 2\n', 'x')).toEqual({
      base: { a: 1 },
      200: { a: 1 },
      x: 2,
    });
  });

  it('keeps a key named __proto__ as data', () => {
    const parsed = parseDocument('__proto__: { polluted: true }', 'x') as object;
    expect(Object.keys(parsed)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses an alias bomb quickly', () => {
    const levels = [...'bcdefghij'].map((name, i) => {
      const before = 'abcdefghij'[i];
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
    });
    expect(() => parseDocument(`a: &a [x, x]\n${levels.join('\n')}`, 'bomb.yaml')).toThrow(
      /bomb\.yaml is neither JSON nor YAML: Excessive alias count/,
    );
  });

  it('refuses YAML that nests a million deep', () => {
    expect(() => parseDocument(`a: ${'['.repeat(1_000_000)}`, 'deep.yaml')).toThrow(/deep\.yaml is neither/);
  });

  it('says what is wrong with broken JSON', () => {
    expect(() => parseDocument('{"a": [}', 'x.json')).toThrow(/x\.json is neither JSON nor YAML: Unexpected token/);
  });
});
