import { expect, it } from 'vitest';
import { tellingWords, wordsOf } from './words.js';

it('takes names and sentences apart', () => {
  expect(wordsOf('getHTTPStatus_v2 of-the Größe')).toEqual(['get', 'http', 'status', 'v2', 'of', 'the', 'größe']);
});

it('keeps what tells, without endings', () => {
  expect(tellingWords('Lists all the entries of a class')).toEqual(['list', 'entry', 'class']);
  expect(tellingWords('Converts JSON to YAML')).toEqual(['convert', 'json', 'to', 'yaml']);
});
