import { describe, expect, it } from 'vitest';
import { cutText, observationBody } from './observation-body.js';

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
});

describe('cutText', () => {
  it('never splits a surrogate pair', () => {
    expect(cutText('ab👍c', 3)).toBe('ab');
    expect(cutText('ab👍c', 4)).toBe('ab👍');
  });
});
