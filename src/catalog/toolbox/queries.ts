import type { JsonObject, JsonValue } from '../../base/index.js';
import type { FunctionDefinition } from '../functions/function-definition.js';
import { documentOf, jsonDocument } from './json-document.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'JSON: find values with JSONPath or JMESPath, compare, patch, format.';

const data = { ...jsonDocument, description: 'The JSON document, as a value or as text.' };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'query_json',
    description: 'Finds values in a JSON document with a JSONPath expression.',
    parameters: parameters({
      data,
      path: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        description: 'JSONPath of RFC 9535.',
        examples: ['$.store.book[?@.price < 10].title', '$..name'],
      },
    }),
    examples: [
      {
        request: 'From {"books":[{"t":"A","price":8},{"t":"B","price":12}]} get the titles cheaper than 10',
        arguments: {
          data: {
            books: [
              { t: 'A', price: 8 },
              { t: 'B', price: 12 },
            ],
          },
          path: '$.books[?@.price < 10].t',
        },
        returns: ['A'],
      },
      { arguments: { data: '{"a":{"name":"x"},"b":[{"name":"y"}]}', path: '$..name' }, returns: ['x', 'y'] },
    ],
    run: async ({ data: given, path }: { data: JsonValue; path: string }) => {
      const { queryJsonPath } = await import('./queries/json-path.js');
      return queryJsonPath(documentOf(given), path);
    },
  },
  {
    name: 'transform_json',
    description: 'Picks, filters, sorts and reshapes JSON with a JMESPath expression, as the AWS command line does.',
    parameters: parameters({
      data,
      expression: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        description: 'The JMESPath expression.',
        examples: ['people[?age > `30`].name', 'sort_by(items, &price)[0]'],
      },
    }),
    examples: [
      {
        request: 'Names of everybody over 30 in this list, oldest last, please',
        arguments: {
          data: {
            people: [
              { name: 'Ann', age: 52 },
              { name: 'Bob', age: 25 },
              { name: 'Cy', age: 41 },
            ],
          },
          expression: 'sort_by(people[?age > `30`], &age)[*].name',
        },
        returns: ['Cy', 'Ann'],
      },
    ],
    run: async ({ data: given, expression }: { data: JsonValue; expression: string }) => {
      const { queryJmesPath } = await import('./queries/jmes-path.js');
      return queryJmesPath(documentOf(given), expression);
    },
  },
  {
    name: 'patch_json',
    description: 'Changes a JSON document with a JSON Patch: add, remove, replace, move, copy or test values.',
    parameters: parameters({
      data,
      patch: {
        type: 'array',
        maxItems: 200,
        items: { type: 'object', required: ['op', 'path'] },
        description: 'Operations of RFC 6902, in order.',
      },
    }),
    examples: [
      {
        request: 'In {"a":1,"b":2} remove b and set a to 5',
        arguments: {
          data: { a: 1, b: 2 },
          patch: [
            { op: 'remove', path: '/b' },
            { op: 'replace', path: '/a', value: 5 },
          ],
        },
        returns: { a: 5 },
      },
    ],
    run: async ({ data: given, patch }: { data: JsonValue; patch: JsonObject[] }) => {
      const { patchJson } = await import('./queries/json-patch.js');
      return patchJson(documentOf(given), patch);
    },
  },
  {
    name: 'compare_json',
    description: 'Lists what differs between two JSON documents: values added, removed and changed, with their paths.',
    parameters: parameters({
      before: { ...jsonDocument, description: 'The first document, as a value or as text.' },
      after: { ...jsonDocument, description: 'The second document, as a value or as text.' },
    }),
    examples: [
      {
        request: 'What changed from {"a":1,"b":[1,2]} to {"a":2,"b":[1],"c":3}?',
        arguments: { before: { a: 1, b: [1, 2] }, after: { a: 2, b: [1], c: 3 } },
        returns: [
          { change: 'changed', path: '/a', before: 1, after: 2 },
          { change: 'removed', path: '/b/1', before: 2 },
          { change: 'added', path: '/c', after: 3 },
        ],
      },
    ],
    run: async ({ before, after }: { before: JsonValue; after: JsonValue }) => {
      const { jsonDifferences } = await import('./queries/json-differences.js');
      return jsonDifferences(documentOf(before), documentOf(after));
    },
  },
  {
    name: 'format_json',
    description:
      'Formats JSON prettily with indentation, or minifies it; can sort the keys. Says what is wrong when it is invalid.',
    parameters: parameters({
      data,
      indent: { type: 'integer', minimum: 0, maximum: 8, default: 2, description: 'Spaces a level; 0 for one line.' },
      sort_keys: { type: 'boolean', default: false, description: 'Whether to sort keys alphabetically.' },
    }),
    examples: [
      {
        request: 'pretty print {"b":1,"a":[true]} with sorted keys',
        arguments: { data: '{"b":1,"a":[true]}', sort_keys: true },
        returns: '{\n  "a": [\n    true\n  ],\n  "b": 1\n}',
      },
    ],
    run: async ({ data: given, indent, sort_keys }: { data: JsonValue; indent: number; sort_keys: boolean }) => {
      const { canonicalJson } = await import('../../base/index.js');
      const document = documentOf(given);
      return JSON.stringify(sort_keys ? JSON.parse(canonicalJson(document)) : document, undefined, indent);
    },
  },
]);
