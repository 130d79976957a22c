import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { loadToolbox } from './toolbox.js';

// What a model or a document may send to hurt: every call here must end soon, with a sentence or a bounded value.

const ajv = new Ajv2020({ useDefaults: true, strict: false });
ajvFormats.default(ajv);
const functions = new Map((await loadToolbox()).flatMap(({ functions: all }) => all.map(one => [one.name, one])));
const workspace = await mkdtemp(join(tmpdir(), 'hostile-'));
afterAll(() => rm(workspace, { recursive: true }));

async function call(name: string, given: JsonObject): Promise<unknown> {
  const definition = functions.get(name)!;
  const args = structuredClone(given);
  if (!ajv.validate(definition.parameters, args)) return 'refused by the schema';
  try {
    return await definition.run(args, { workspace, now: () => 0, random: () => 0.5 });
  } catch (error) {
    return (error as Error).message;
  }
}

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const rows = { a: Array.from({ length: 20_000 }, (_, i) => ({ i, s: 'xxxxxxxxxx' })) };
const doublings = Array.from({ length: 70 }, () => '[@,@]').join('|');
const aliases = Array.from({ length: 20 }, (_, i) => {
  const [name, before] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
  return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
});
const tooDeep = 'the document is nested deeper than 100 levels';
const tooCostly = 'the query is too costly for this document; make it more specific';
const tooManyLists = 'the expression makes too many lists out of lists; make it simpler';
const tooManyDigits = 'the result would have more than 1000 digits';

describe('the toolbox stands up to', () => {
  it.each<[what: string, name: string, args: JsonObject, expected: unknown]>([
    ['towers of powers', 'calculate', { expression: '9^9^9^9' }, tooManyDigits],
    ['large factorials', 'calculate', { expression: '999999!' }, tooManyDigits],
    ['tiny powers', 'calculate', { expression: '10^-99999' }, tooManyDigits],
    ['huge angles', 'calculate', { expression: 'sin(1e300)' }, 'an angle must be at most 1000000000'],
    ['names of object members', 'calculate', { expression: 'toString(1)' }, expect.stringContaining('is not known')],
    ['huge numbers of repeats', 'repeat_text', { text: 'x', times: 1e9 }, 'refused by the schema'],
    [
      'large repeats of large texts',
      'repeat_text',
      { text: 'x'.repeat(2000), times: 1000 },
      'the result would be over 200000 characters',
    ],
    ['exponential expressions', 'find_matches', { text: `${'a'.repeat(30_000)}b`, pattern: '(a+)+$' }, []],
    [
      'counted repetition of repetitions',
      'find_matches',
      { text: 'a', pattern: '((a{1,100}){1,100}){1,100}' },
      expect.stringContaining('invalid repeat count'),
    ],
    [
      'replacements that multiply',
      'replace_matches',
      { text: 'a'.repeat(100_000), pattern: 'a', replacement: 'x'.repeat(1000) },
      'the result would be over 1000000 characters',
    ],
    ['deep JSON in a query', 'query_json', { data: deep, path: '$..*' }, tooDeep],
    ['deep JSON in a comparison', 'compare_json', { before: deep, after: deep }, tooDeep],
    ['deep JSON in a formatter', 'format_json', { data: deep }, tooDeep],
    ['queries within queries', 'query_json', { data: rows, path: '$..[?$..[?$..i]]' }, tooCostly],
    [
      'exponential expressions in JSONPath',
      'query_json',
      { data: [`${'x'.repeat(30_000)}y`], path: '$[?search(@, "(x+x+)+z")]' },
      [],
    ],
    ['lists that double', 'transform_json', { data: 1, expression: doublings }, tooManyLists],
    ['texts that double', 'transform_json', { data: 1, expression: `${doublings}|to_string(@)` }, tooManyLists],
    [
      'patches that double',
      'patch_json',
      { data: { a: 1 }, patch: Array.from({ length: 200 }, (_, i) => ({ op: 'copy', from: '', path: `/${i}` })) },
      tooDeep,
    ],
    [
      'patches of prototypes',
      'patch_json',
      { data: {}, patch: [{ op: 'add', path: '/__proto__/polluted', value: 1 }] },
      'the name __proto__ cannot be patched',
    ],
    [
      'YAML aliases that multiply',
      'yaml_to_json',
      { text: ['a: &a [x]', ...aliases].join('\n') },
      'Excessive alias count indicates a resource exhaustion attack',
    ],
    ['deep YAML', 'yaml_to_json', { text: '['.repeat(10_000) }, 'the YAML is nested too deeply'],
    [
      'XML entities',
      'xml_to_json',
      { text: '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>' },
      'XML with a document type (DOCTYPE) is not read',
    ],
    ['deep XML', 'xml_to_json', { text: '<a>'.repeat(5000) + '</a>'.repeat(5000) }, 'Maximum nested tags exceeded'],
    [
      'names that break out of XML',
      'json_to_xml',
      { data: { 'a><script': 1 } },
      '"a><script" cannot be the name of an XML element or attribute',
    ],
    ['deep HTML', 'html_to_markdown', { html: '<div>'.repeat(10_000) }, 'the HTML is nested deeper than 300 elements'],
    ['deep Markdown', 'markdown_to_html', { markdown: '>'.repeat(30_000) }, 'the Markdown is nested too deeply'],
    [
      'scripts hidden in Markdown links',
      'markdown_to_html',
      { markdown: '[a](java&#115;cript:alert(1))' },
      '<p><a href="#">a</a></p>\n',
    ],
    [
      'long texts in one word',
      'count_words',
      { text: 'x'.repeat(100_000) },
      expect.objectContaining({ characters: 100_000 }),
    ],
    [
      'texts with nothing in common',
      'compare_texts',
      {
        before: Array.from({ length: 12_000 }, (_, i) => i % 7).join('\n'),
        after: Array.from({ length: 12_000 }, (_, i) => (i * 31) % 11).join('\n'),
      },
      'the texts differ too much to compare; compare smaller parts',
    ],
    [
      'font names that are paths',
      'ascii_art',
      { text: 'x', font: '../../package' },
      expect.stringContaining('no font is named'),
    ],
    ['formulas of too many atoms', 'molar_mass', { formula: '(((H999)999)999)999' }, 'the formula has too many atoms'],
    [
      'savings beyond numbers',
      'compound_interest',
      { principal: 1e12, annual_rate: 1000, years: 200, times_a_year: 366 },
      'the result is too large to be written',
    ],
    ['days that never come', 'next_cron_times', { cron: '0 0 30 2 *' }, []],
    ['more dice than a table holds', 'roll_dice', { dice: '999999d6' }, 'refused by the schema'],
  ])('%s (%s)', { timeout: 5000 }, async (_, name, args, expected) => {
    expect(await call(name, args)).toEqual(expected);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('labels that break out of a picture', async () => {
    const svg = await call('bar_chart', { labels: ['</text><script>'], values: [-5], title: '"><script>' });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script');
  });
});
