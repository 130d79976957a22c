import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, evaluateExpression } from './expression.js';

const value = (text: string) => decimalText(evaluateExpression(text), 20);

describe('evaluateExpression', () => {
  it.each([
    ['2^3^2', '512'],
    ['-2^2', '-4'],
    ['2^-1', '0.5'],
    ['3!!', '720'],
    ['50%', '0.5'],
    ['10 % 4', '2'],
    ['10% * 4', '0.4'],
    ['200 + 10% of 50', '205'],
    ['1_000 × 2 ÷ 4 − 1', '499'],
    ['round(2.5) + round(1.005, 2)', '4.01'],
    ['max(1, 2, 3) - min(4, 5)', '-1'],
    ['sin(rad(30))', '0.5'],
    ['1e3 + .5', '1000.5'],
    ['log(1000) + ln(e)', '4'],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('is exact on whole numbers of any size allowed', () => {
    const whole = fc.bigInt({ min: -(10n ** 200n), max: 10n ** 200n });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(value(`(${a}) * (${b}) + (${a})`)).toBe(String(a * b + a));
      }),
    );
  });

  it.each([
    ['', 'expected a number but found the end of the expression'],
    ['2 +', 'expected a number but found the end of the expression'],
    ['(1', 'expected ")" but found the end of the expression'],
    ['1 2', 'did not expect "2"'],
    ['2 $ 3', 'cannot read the expression at "$ 3"'],
    ['1 / 0', 'division by zero'],
    ['sqrt(-1)', 'the expression has no real value'],
    ['log(0)', 'the expression has no finite value'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => evaluateExpression(text)).toThrow(message);
  });
});
