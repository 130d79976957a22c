import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/base/index.js';
import { callKeys } from '../../src/execution/recorded/call-key.js';
import { expectThat, fuzzProperty } from './fuzz-property.js';
import { hostileJson, hostileText } from './hostile-text.js';

interface CassettesCase {
  readonly one: JsonObject;
  /** `one` with its keys in another order at every level, and perhaps with a change. */
  readonly other: JsonObject;
  readonly apis: readonly [string, string];
}

const args = (): fc.Arbitrary<JsonObject> =>
  fc
    .array(fc.tuple(hostileText(), hostileJson()), { maxLength: 5 })
    .map(entries => Object.fromEntries(entries) as JsonObject);

const api = () => fc.oneof(fc.constantFrom('pets/get', 'pets/list'), hostileText());

const pair: fc.Arbitrary<CassettesCase> = fc
  .record({
    one: args(),
    another: args(),
    apis: fc.tuple(api(), api()),
    how: fc.constantFrom('same', 'changed', 'another'),
    sameApi: fc.boolean(),
    place: fc.nat(),
    value: hostileJson() as fc.Arbitrary<JsonValue>,
  })
  .map(({ one, another, apis, how, sameApi, place, value }) => ({
    one,
    other: how === 'another' ? another : turned(how === 'same' ? one : changed(one, place, value)),
    apis: sameApi ? [apis[0], apis[0]] : apis,
  }));

// One file's keys: a value under a secret's name is stretched once, which takes as long as a thousand other cases.
const keyOf = callKeys('the salt of a file');

export const cassettes = fuzzProperty<CassettesCase>({
  name: 'cassettes',
  law: 'a recorded call is found again exactly when API and arguments are equal, in whatever order the keys are',
  arbitrary: () => pair,
  async check({ one, other, apis }, count) {
    const isEqual = apis[0] === apis[1] && isDeepStrictEqual(one, other);
    const isFound = (await keyOf(apis[0], one)) === (await keyOf(apis[1], other));
    expectThat(isFound === isEqual, () => (isEqual ? 'equal calls are not found' : 'another call is found'));
    count(isEqual ? 'equal' : 'different');
  },
});

function turned(value: JsonObject): JsonObject;
function turned(value: JsonValue): JsonValue;
function turned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

/** The arguments with the value at one place replaced; places are counted in depth-first order. */
function changed(given: JsonObject, place: number, replacement: JsonValue): JsonObject {
  let left = place % 7;
  const copy = (value: JsonValue): JsonValue => {
    left -= 1;
    if (left === -1) return replacement;
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
  };
  return Object.fromEntries(Object.entries(given).map(([key, member]) => [key, copy(member)]));
}
