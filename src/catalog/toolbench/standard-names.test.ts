import { expect, it } from 'vitest';
import { standardCategory, standardIdentifier, standardName } from './standard-names.js';

it.each([
  ['TheClique - Get v2', 'theclique_get_v2'],
  ['90 minutes', 'get_90_minutes'],
  ['  (Beta)!  ', 'beta'],
  ['天气 API', '天气_api'],
  ['a^b', 'a^b'],
  ['', ''],
  ['!!!', ''],
])('%j is %j', (text, name) => expect(standardName(text)).toBe(name));

it('keeps APIs and parameters from being reserved words', () => {
  expect(['id', 'From', 'ids', 'class'].map(standardIdentifier)).toEqual(['is_id', 'is_from', 'ids', 'is_class']);
});

it('joins the words of a category', () => {
  expect(['News, Media', 'Video/Images', 'Artificial Intelligence/Machine Learning'].map(standardCategory)).toEqual([
    'News_Media',
    'Video_Images',
    'Artificial_Intelligence_Machine_Learning',
  ]);
});
