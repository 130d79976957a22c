import { describe, expect, it } from 'vitest';
import { observationBody } from './observation-body.js';

describe('observationBody', () => {
  it('keeps a string as it is', () => {
    expect(observationBody('a "b"\n')).toEqual({ body: 'a "b"\n', value: 'a "b"\n' });
  });

  it('indents everything else', () => {
    expect(observationBody({ a: [1] })).toEqual({ body: '{\n  "a": [\n    1\n  ]\n}', value: { a: [1] } });
    expect(observationBody(null)).toEqual({ body: 'null', value: null });
  });

  it('keeps a body of exactly the limit', () => {
    expect(observationBody('12345', 5)).toEqual({ body: '12345', value: '12345' });
  });

  it('cuts a longer one, says its length and drops the value', () => {
    expect(observationBody('123456', 5)).toEqual({ body: '12345', fullLength: 6 });
  });

  it('leaves the indentation out before anything else', () => {
    expect(observationBody({ a: [1] }, 12)).toEqual({ body: '{"a":[1]}', value: { a: [1] } });
  });

  it('shortens JSON to JSON', () => {
    expect(observationBody([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 24)).toEqual({
      body: '[1,2,"… 10 more items"]',
      fullLength: 28,
    });
  });

  it('shows values that nest too deep only so far', () => {
    const deep = JSON.parse('['.repeat(65) + ']'.repeat(65));
    expect(observationBody(deep)).toEqual({
      body: `${'['.repeat(64)}"[0 items]"${']'.repeat(64)}`,
      fullLength: 130,
    });
  });
});
