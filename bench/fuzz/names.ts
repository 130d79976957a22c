import fc from 'fast-check';
import { assignNames, baseName, isLegalName, type WantedName } from '../../src/catalog/naming.js';
import { expectThat, fuzzProperty } from './fuzz-property.js';
import { hostileText } from './hostile-text.js';

interface NamesCase {
  readonly apis: readonly WantedName[];
  readonly unrelated: readonly WantedName[];
  readonly order: readonly number[];
}

/** Few words, so that names collide; words of the shape of suffixes, so that they collide with those as well. */
const word = () =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('get', 'Get', 'list', 'petStore', 'v2', 'a'.repeat(40), '漢字', '') },
    { weight: 1, arbitrary: fc.stringMatching(/^[0-9a-f]{6}$/) },
    { weight: 2, arbitrary: hostileText() },
  );

function wanted(prefix: string): fc.Arbitrary<readonly WantedName[]> {
  const api = fc.record({
    id: fc.tuple(word(), fc.nat({ max: 300 })).map(([text, number]) => `${prefix}/${text}/${number}`),
    baseName: fc.array(word(), { maxLength: 4 }).map(parts => baseName(prefix, ...parts)),
    otherNames: fc.array(
      fc.array(word(), { maxLength: 4 }).map(parts => baseName(prefix, ...parts)),
      { maxLength: 3 },
    ),
  });
  return fc.uniqueArray(api, { maxLength: 25, selector: ({ id }) => id });
}

export const names = fuzzProperty<NamesCase>({
  name: 'names',
  law: 'names are legal, distinct in any case, the same in any order, and kept when unrelated APIs come or go',
  arbitrary: () =>
    fc.record({
      apis: wanted('ours'),
      unrelated: wanted('theirs'),
      order: fc.array(fc.nat(), { minLength: 25, maxLength: 25 }),
    }),
  check({ apis, unrelated, order }, count) {
    for (const { baseName: base, otherNames = [] } of apis) {
      for (const name of [base, ...otherNames]) expectThat(isLegalName(name), () => `${name} is not legal`);
    }
    const given = assignNames(apis);
    expectThat(given.size === apis.length, () => `${apis.length} APIs, ${given.size} names`);
    const folded = new Set([...given.values()].map(name => name.toLowerCase()));
    expectThat(folded.size === given.size, () => 'two APIs have one name');
    for (const name of given.values()) expectThat(isLegalName(name), () => `${name} is not legal`);

    const shuffled = apis.toSorted((a, b) => (order[apis.indexOf(a)] ?? 0) - (order[apis.indexOf(b)] ?? 0));
    same(given, assignNames(shuffled), 'in another order');
    // A name cut at its front has lost its prefix, so that these two may want the same.
    const reach = (api: WantedName) => [api.baseName, ...(api.otherNames ?? [])].map(name => name.toLowerCase());
    const ours = new Set(apis.flatMap(reach));
    const strangers = unrelated.filter(api => !reach(api).some(name => ours.has(name) || folded.has(name)));
    const together = assignNames([...strangers, ...apis]);
    same(given, new Map([...together].filter(([id]) => given.has(id))), 'with unrelated ones');
    count('APIs', apis.length);
    count('named otherwise than wanted', apis.filter(({ id, baseName: base }) => given.get(id) !== base).length);
    count('unrelated APIs', strangers.length);
  },
});

function same(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>, when: string): void {
  for (const [id, name] of one)
    expectThat(other.get(id) === name, () => `${id}: ${name}, and ${other.get(id)} ${when}`);
}
