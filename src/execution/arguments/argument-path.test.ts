import { describe, expect, it } from 'vitest';
import { outwards, pathOf, pathText, pointerTo, setAt, valueAt } from './argument-path.js';

describe('argument paths', () => {
  it('are read from JSON pointers and written as people write them', () => {
    expect(pathOf('')).toEqual([]);
    expect(pathOf('/a~1b/0/c~0d')).toEqual(['a/b', '0', 'c~d']);
    expect(pointerTo(['a/b', '0', 'c~d'])).toBe('/a~1b/0/c~0d');
    expect([...outwards('/a/b~1c/0')]).toEqual(['/a/b~1c/0', '/a/b~1c', '/a', '']);
    expect([...outwards('')]).toEqual(['']);
    expect(pathText(['items', '0', 'name'])).toBe('items[0].name');
  });

  it('lead to values, to be changed and taken away', () => {
    const args = { list: [{ a: 1 }] };
    expect(valueAt(args, ['list', '0', 'a'])).toBe(1);
    expect(valueAt(args, ['list', '1', 'a'])).toBeUndefined();
    expect(valueAt(args, ['constructor'])).toBeUndefined();
    setAt(args, ['list', '0', 'a'], 2);
    setAt(args, ['list', '0', 'b'], 3);
    expect(args).toEqual({ list: [{ a: 2, b: 3 }] });
    setAt(args, ['list', '0', 'a'], undefined);
    expect(args).toEqual({ list: [{ b: 3 }] });
  });
});
