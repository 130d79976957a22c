import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { describeResult } from './describe-result.js';

const options = { maxBodyCharacters: 1_000 };
const text = (value: string) => ({ type: 'text', text: value });

describe("a tool's reply", () => {
  it.each<[string, JsonObject, object]>([
    ['of one text', { content: [text('hello')] }, { body: 'hello', value: 'hello' }],
    ['of texts', { content: [text('one'), text('two')] }, { body: 'one\n\ntwo', value: 'one\n\ntwo' }],
    [
      'of text that is JSON',
      { content: [text('{"a":[1]}')] },
      { body: '{\n  "a": [\n    1\n  ]\n}', value: { a: [1] } },
    ],
    ['of text that is nearly JSON', { content: [text('[1,')] }, { body: '[1,', value: '[1,' }],
    ['of nothing', { content: [] }, { body: '', value: '' }],
    ['without content', {}, { body: '', value: '' }],
    ['of strange content', { content: [7, { type: 'new' }] }, { body: '[new]', value: '[new]' }],
    [
      'with structured content',
      { content: [text('{"n":1}')], structuredContent: { n: 1 } },
      { body: '{\n  "n": 1\n}', value: { n: 1 } },
    ],
    [
      'with structured content and more',
      { content: [text('1'), { type: 'audio', mimeType: 'audio/wav', data: 'AAAA' }], structuredContent: 1 },
      { body: '1\n[audio, audio/wav, 3 bytes]', value: 1 },
    ],
    [
      'of resources',
      {
        content: [
          { type: 'resource', resource: { uri: 'note://1', text: 'a note' } },
          { type: 'resource', resource: { uri: 'note://2', blob: 'AAAA' } },
          { type: 'resource_link', name: 'a\nb', uri: 'note://3' },
        ],
      },
      {
        body: '[resource note://1]\na note\n\n[resource note://2, application/octet-stream, 3 bytes]\n\n[link a b: note://3]',
        value: expect.any(String),
      },
    ],
    ['that is long', { content: [text('x'.repeat(2_000))] }, { body: 'x'.repeat(1_000), fullLength: 2_000 }],
  ])('%s', async (_, result, expected) => {
    expect(await describeResult(result, options)).toEqual({ status: 'ok', ...expected });
  });

  it.each<[string, JsonObject, string]>([
    ['words', { content: [text('no such note'), text('try another')], isError: true }, 'no such note\ntry another'],
    ['structured content', { isError: true, structuredContent: { code: 7 } }, '{"code":7}'],
    ['nothing', { isError: true }, 'the tool reported an error and said nothing of it'],
  ])('that is an error in %s is a failure in its words', async (_, result, reason) => {
    expect(await describeResult(result, options)).toEqual({ status: 'failed', reason });
  });

  it('has its images saved where there is a folder for them', async () => {
    const binaryFolder = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'files');
    const data = Buffer.from('not really a picture').toString('base64');
    const content = [{ type: 'image', mimeType: 'image/png', data }];
    const seen = await describeResult({ content }, { ...options, binaryFolder });
    if (seen.status !== 'ok') expect.fail(seen.status);
    const [, file = ''] = /^\[image, image\/png, 20 bytes, saved as (.*\.png)\]$/.exec(seen.body) ?? [];
    expect(readFileSync(file, 'utf8')).toBe('not really a picture');
  });
});

it('gives the whole reply to whoever wants it, and nothing of a failure', async () => {
  const list = Array.from({ length: 50 }, (_, i) => i);
  const whole: unknown[] = [];
  const keep = ({ value }: { value: unknown }) => whole.push(value);
  const shown = await describeResult({ structuredContent: list }, { maxBodyCharacters: 40 }, keep);
  expect(shown).toMatchObject({ status: 'ok', body: expect.stringMatching(/more items"\]$/), fullLength: 141 });
  await describeResult({ content: [text('no')], isError: true }, options, keep);
  expect(whole).toEqual([list]);
});
