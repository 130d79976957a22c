import { describe, expect, it } from 'vitest';
import { parseTemplate } from './request-template.js';

describe('parseTemplate', () => {
  it('reads values that are drawn, values that are said, and what may be left out', () => {
    expect(parseTemplate('Fly {from} [[in {cabin=first|a suite}]] {stops={"max": [0, "}|"]}|direct}')).toEqual([
      { kind: 'text', text: 'Fly ' },
      { kind: 'drawn', parameter: 'from' },
      { kind: 'text', text: ' ' },
      {
        kind: 'optional',
        parts: [
          { kind: 'text', text: 'in ' },
          { kind: 'given', parameter: 'cabin', value: 'first', written: 'first', words: 'a suite' },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'given', parameter: 'stops', value: { max: [0, '}|'] }, written: '{"max": [0, "}|"]}', words: 'direct' },
    ]);
    expect(parseTemplate('')).toEqual([]);
  });

  it.each([
    ['a ]] b', undefined],
    ['[[ a [[ b ]] ]]', '`[[` within `[[`, at character 6'],
    ['[[ a', '`[[` without `]]`, at character 1'],
    ['{1}', 'a slot begins with the name of a parameter, at character 1'],
    ['{a', 'a slot is {parameter} or {parameter=VALUE|words}, at character 3'],
    ['{a=1}', 'a slot is {parameter=VALUE|words}, at character 3'],
  ])('%s', (template, fault) => {
    if (fault === undefined) expect(parseTemplate(template)).toEqual([{ kind: 'text', text: template }]);
    else expect(() => parseTemplate(template)).toThrow(fault);
  });
});
