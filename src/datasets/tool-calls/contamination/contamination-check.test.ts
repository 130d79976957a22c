import { describe, expect, it } from 'vitest';
import { contaminationCheck } from './contamination-check.js';

const check = contaminationCheck({
  requests: [
    { suite: 'bfcl', text: 'Find the roots of x squared minus 3x plus 2.' },
    { suite: 'short', text: 'skip this song' },
    { suite: 'bfcl', text: 'Go' },
  ],
  functions: [{ suite: 'bfcl', name: 'algebra.quadratic_roots', parameters: ['a', 'b', 'c'] }],
  providers: ['example.com'],
});

describe('contaminationCheck', () => {
  it('finds the same request however it is written', () => {
    expect(check.request('Skip this song!')).toEqual({ kind: 'same-request', suite: 'short', what: 'skip this song' });
    expect(check.request('skip the song')).toBeUndefined();
    expect(check.request('go')).toBeUndefined();
  });

  it('finds eight words in a row', () => {
    expect(check.request('Please, find the roots of x squared minus 3x now')).toEqual({
      kind: 'same-words',
      suite: 'bfcl',
      what: 'find the roots of x squared minus 3',
    });
    expect(check.request('find the roots of y squared minus 3x plus 2')).toBeUndefined();
  });

  it('knows a function by its name and the names of its parameters, in any style and order', () => {
    const asked = (name: string, ...names: string[]) =>
      check.function({
        names: ['f', name],
        provider: 'other.com',
        parameters: { properties: Object.fromEntries(names.map(each => [each, {}])) },
      });
    expect(asked('quadraticRoots', 'c', 'a', 'b')).toEqual({
      kind: 'same-function',
      suite: 'bfcl',
      what: 'quadraticRoots',
    });
    expect(asked('quadraticRoots', 'a', 'b')).toBeUndefined();
    expect(asked('roots', 'a', 'b', 'c')).toBeUndefined();
    expect(asked('quadratic_roots')).toBeUndefined();
  });

  it('knows every function of a provider that is evaluated on', () => {
    const found = { kind: 'same-function', suite: 'example.com', what: 'any' };
    expect(check.function({ names: ['any'], provider: 'example.com', parameters: {} })).toEqual(found);
  });
});
