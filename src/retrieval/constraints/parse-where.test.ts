import { describe, expect, it } from 'vitest';
import { metrics, regions } from '../../catalog/index.js';
import { type Constraint, constraintText } from './constraint.js';
import { parseWhere } from './parse-where.js';

describe('parseWhere', () => {
  it('reads every form', () => {
    expect(
      parseWhere(
        'params<10M, Accuracy[ImageNet] >= 0.7,top-5>90%,wer<=10,free,no-key,region=EU,effect=read,license=MIT',
      ),
    ).toEqual([
      { kind: 'bound', of: 'params', comparison: '<', value: 10_000_000 },
      { kind: 'bound', of: 'accuracy', comparison: '>=', value: 70, dataset: 'ImageNet' },
      { kind: 'bound', of: 'top-5', comparison: '>', value: 90 },
      { kind: 'bound', of: 'wer', comparison: '<=', value: 10 },
      { kind: 'free' },
      { kind: 'no-key' },
      { kind: 'region', region: 'eu' },
      { kind: 'effect', effect: 'read' },
      { kind: 'licence', licence: 'mit' },
    ]);
    expect(parseWhere('size<=98 MB,no-account,https,not-deprecated,psnr>30')).toEqual([
      { kind: 'bound', of: 'size', comparison: '<=', value: 98_000_000 },
      { kind: 'no-key' },
      { kind: 'https' },
      { kind: 'not-deprecated' },
      { kind: 'bound', of: 'psnr', comparison: '>', value: 30 },
    ]);
  });

  it.each([
    ['', 'character 1: nothing is there; expected a constraint'],
    ['free,', 'character 6: nothing is there; expected a constraint'],
    ['fre', 'character 1: "fre" is there; expected a constraint'],
    ['free, params<tenM', 'character 14: "tenM" is there; expected a count such as 10M'],
    ['size<100', 'character 6: "100" is there; expected a size such as 100MB'],
    ['params=10M', 'character 7: "=10M" is there; expected one of < <= > >= after params'],
    ['region<eu', 'character 7: "<eu" is there; expected "=" after region'],
    ['region=mars', 'character 8: "mars" is there; expected a region: au, br'],
    ['effect=write', 'character 8: "write" is there; expected an effect: read, reversible, irreversible'],
    ['licence=ours', 'character 9: "ours" is there; expected a licence: agpl-3.0'],
    ['accurcy>=70', 'character 1: "accurcy>=70" is there; expected a name that is known'],
    ['accuracy>=700', 'character 11: "700" is there; expected a number such as 70%'],
    ['accuracy>=', 'character 11: nothing is there; expected a number such as 70%'],
    ['params[ImageNet]<10M', 'character 1: "params[ImageNet]<10M" is there; expected no data set after params'],
    ['__proto__', 'character 1: "__proto__" is there; expected a constraint'],
  ])('says what is wrong with "%s"', (text, message) => {
    expect(() => parseWhere(text)).toThrow(message);
  });

  it('reads back what constraintText writes', () => {
    const bounds = [...metrics.map(({ name }) => name), 'params', 'size'].flatMap((of): Constraint[] => [
      { kind: 'bound', of, comparison: '<', value: 12.5 },
      {
        kind: 'bound',
        of,
        comparison: '>=',
        value: 98,
        ...(of === 'params' || of === 'size' ? {} : { dataset: 'A b-1' }),
      },
    ]);
    const all: Constraint[] = [
      ...bounds,
      { kind: 'bound', of: 'params', comparison: '<=', value: 25_600_000 },
      { kind: 'bound', of: 'size', comparison: '>', value: 1_500_000_000 },
      ...regions.map(region => ({ kind: 'region', region }) as const),
      { kind: 'free' },
      { kind: 'no-key' },
      { kind: 'https' },
      { kind: 'not-deprecated' },
      { kind: 'effect', effect: 'reversible' },
      { kind: 'licence', licence: 'apache-2.0' },
    ];
    expect(all.map(constraintText).flatMap(parseWhere)).toEqual(all);
  });
});
