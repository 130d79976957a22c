import { expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { patternText } from './pattern-text.js';

it.each([
  '^tt[0-9]{7}$',
  '^[A-Z]{2}-\\d{3,}$',
  '^(?:GET|POST) /[^/\\s]+(\\?x=\\w*)?$',
  'arn:(aws[a-zA-Z-]*)?:\\S+',
  '^\\u0041\\x42[\\-\\]a-c]+?\\.$',
  '^(?<year>\\d{4})-(0[1-9]|1[0-2])$',
  '^\\p{L}+\\p{N}$',
  '^a{0}$',
])('matches %s', pattern => {
  const expression = new RegExp(pattern, 'u');
  for (let seed = 0; seed < 20; seed++) {
    expect(patternText(pattern, seededRandom(seed))).toMatch(expression);
  }
});

it.each(['(?=a)b', '(a', 'a)', '*', '[', '[b-a]', '(.)\\1', '\\p{Script=Greek}', '(?!x).*'])(
  'gives nothing for %s',
  pattern => {
    expect(patternText(pattern, seededRandom(1))).toBeUndefined();
  },
);

it('is bounded', () => {
  expect(patternText('((((a{99}){99}){99}){99}){99}', seededRandom(1))?.length).toBeLessThan(5_000);
  expect(patternText('((((^{999999999}){999999999}){999999999}){99})', seededRandom(1))).toBe('');
  expect(patternText('('.repeat(1_000), seededRandom(1))).toBeUndefined();
  expect(patternText(`${'(a|b)'.repeat(1_000)}`, seededRandom(1))).toHaveLength(1_000);
});
