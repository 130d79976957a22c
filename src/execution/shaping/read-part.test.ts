import { describe, expect, it } from 'vitest';
import { readPart } from './read-part.js';

const people = Array.from({ length: 30 }, (_, id) => ({ id, name: `n${id}`, more: { deep: id * 2 } }));

describe('readPart', () => {
  it('gives pages of a list, bare or wrapped', async () => {
    const page = { part: people.slice(10, 12), offset: 10, total: 30 };
    expect(await readPart(people, { offset: 10, limit: 2 })).toEqual(page);
    expect(await readPart({ data: people, next: null }, { offset: 10, limit: 2 })).toEqual(page);
    expect(await readPart(people, { offset: 30 })).toEqual({ part: [], offset: 30, total: 30 });
  });

  it('picks fields of each item', async () => {
    expect(await readPart(people, { select: ['id', 'more.deep'], offset: 3, limit: 1 })).toEqual({
      part: [{ id: 3, 'more.deep': 6 }],
      offset: 3,
      total: 30,
    });
    expect(await readPart(people.slice(0, 2), { select: ['name'] })).toEqual({ part: ['n0', 'n1'] });
  });

  it('picks from the whole of anything else, and pages what it finds', async () => {
    const reply = { data: { people }, total: 30 };
    expect(await readPart(reply, { select: ['total'] })).toEqual({ part: 30 });
    expect(await readPart(reply, { select: ['data.people[].name'], offset: 28 })).toEqual({
      part: ['n28', 'n29'],
      offset: 28,
      total: 30,
    });
    expect(await readPart(people, { select: ['[?id > `28`].name'] })).toEqual({ part: ['n29'] });
  });

  it('gives pages of a text by characters', async () => {
    expect(await readPart('abcdef', { offset: 2, limit: 3 })).toEqual({ part: 'cde', offset: 2, total: 6 });
  });

  it('gives what has no pages whole', async () => {
    expect(await readPart({ a: 1 }, { offset: 5 })).toEqual({ part: { a: 1 } });
  });

  it('says what is wrong with a path', async () => {
    await expect(readPart({ a: 1 }, { select: ['a['] })).rejects.toThrow();
  });
});
