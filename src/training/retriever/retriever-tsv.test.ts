import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Api, toolbenchImporter } from '../../catalog/index.js';
import { type RetrievalQuery, readRetrievalQueries } from '../../evaluation/index.js';
import { queriesOf, type RetrieverSet, retrieverSet } from './retriever-set.js';
import { readRetrieverTsv, writeRetrieverTsv } from './retriever-tsv.js';

const temporary = () => mkdtempSync(join(tmpdir(), 'capuchin-tsv-'));

const weather: Api = {
  id: 'c/weather',
  name: 'weather',
  collection: 'c',
  provider: 'p',
  tool: 'Sky "live"',
  category: 'Weather',
  title: 'now',
  description: 'How the sky\nis\tnow',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer', description: 'how many', default: 2 } },
    required: ['city'],
  },
  effect: 'read',
  examples: [],
  source: { uri: 'test' },
  invocation: { kind: 'function', module: 'builtin:x', function: 'now' },
};
const news: Api = { ...weather, id: 'c/news', tool: '__proto__', title: 'constructor' };
const query = (text: string, ...ids: string[]) => ({ query: text, relevant: new Set(ids), splits: [] });
const set = retrieverSet(
  [weather, news],
  [query('is it "wet"?\tnow', 'c/weather', 'c/news'), query('left out', 'c/gone')],
  [query('what is new?', 'c/news')],
);

describe('retriever files', () => {
  it('are as ToolBench describes them', async () => {
    const folder = temporary();
    await writeRetrieverTsv(folder, set);
    const file = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(file('corpus.tsv').split('\n')[0]).toBe('docid\tdocument_content');
    expect(file('corpus.tsv')).toContain('\n2\t"{""category_name"":""Weather"",""tool_name"":""__proto__"",');
    expect(file('train.query.txt')).toBe('1\t"is it ""wet""?\tnow"\n');
    expect(file('test.query.txt')).toBe('2\twhat is new?\n');
    expect(file('qrels.train.tsv')).toBe('1\t0\t1\t1\n1\t0\t2\t1\n');
    expect(file('qrels.test.tsv')).toBe('2\t0\t2\t1\n');
    expect(set.corpus.get('1')).toEqual({
      category_name: 'Weather',
      tool_name: 'Sky "live"',
      tool_description: '',
      api_name: 'now',
      api_description: 'How the sky\nis\tnow',
      required_parameters: [{ name: 'city', type: 'STRING', description: '', default: '' }],
      optional_parameters: [{ name: 'days', type: 'INTEGER', description: 'how many', default: '2' }],
      method: '',
      api_id: 'c/weather',
    });
  });

  it('give back what was written, and its requests', async () => {
    const folder = temporary();
    await writeRetrieverTsv(folder, set);
    const read = await readRetrieverTsv(folder);
    expect(read).toEqual(set);
    expect(queriesOf(read, 'train', 'other')).toEqual([query('is it "wet"?\tnow', 'c/weather', 'c/news')]);
  });

  it('may repeat rows, and hold documents of other makers', async () => {
    const folder = temporary();
    const files = {
      'corpus.tsv': 'docid\tdocument_content\n7\t{}\n7\t{}\n',
      'train.query.txt': 'a\tone\na\tone\n',
      'test.query.txt': '',
      'qrels.train.tsv': 'a\t0\t7\t1\na\t0\t7\t1\na\t0\t7\t0\n',
      'qrels.test.tsv': '',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const read = await readRetrieverTsv(folder);
    const none = { queries: new Map(), labels: [] };
    const expected: RetrieverSet = {
      corpus: new Map([['7', {}]]),
      train: { queries: new Map([['a', 'one']]), labels: [{ query: 'a', document: '7' }] },
      test: none,
    };
    expect(read).toEqual(expected);
    expect(queriesOf(read, 'train', 'theirs')).toEqual([query('one', 'theirs/7')]);
  });

  it.each([
    ['corpus.tsv', '1\t{}\n', 'corpus.tsv:1: expected the header docid, document_content'],
    ['corpus.tsv', 'docid\tdocument_content\n1\t{\n', 'corpus.tsv:2: the document is not JSON'],
    ['corpus.tsv', 'docid\tdocument_content\n1\t[]\n', 'corpus.tsv:2: the document must be a JSON object'],
    ['corpus.tsv', 'docid\tdocument_content\n1\t{}\n1\t{"a":1}\n', 'corpus.tsv:3: 1 stands for two texts'],
    ['train.query.txt', 'one\n', 'train.query.txt:1: expected 2 fields'],
    ['qrels.train.tsv', '9\t0\t1\t1\n', 'qrels.train.tsv:1: there is no request 9'],
    ['qrels.train.tsv', '1\t0\t9\t1\n', 'qrels.train.tsv:1: there is no document 9'],
    ['qrels.train.tsv', '1\t0\t1\tyes\n', 'qrels.train.tsv:1: a label is 0 or 1, not yes'],
  ])('are refused by line: %s %j', async (name, text, reason) => {
    const folder = temporary();
    await writeRetrieverTsv(folder, set);
    writeFileSync(join(folder, name), text);
    await expect(readRetrieverTsv(folder)).rejects.toThrow(reason);
  });
});

const pack = (name: string) => fileURLToPath(new URL(`../../../../shared/data/toolbench/${name}`, import.meta.url));
const absent = !existsSync(pack('apis.jsonl'));

describe.skipIf(absent)(`ToolBench's own APIs as retriever files${absent ? ' (pack absent)' : ''}`, () => {
  it('come back whole', async () => {
    const apis: Api[] = [];
    for await (const item of toolbenchImporter.read(pack('apis.jsonl'))) {
      if (item.kind !== 'api') continue;
      const { key, baseName, ...draft } = item.draft;
      apis.push({ ...draft, id: `toolbench/${key}`, name: baseName, collection: 'toolbench' });
    }
    const queries: RetrievalQuery[] = [];
    for await (const asked of readRetrievalQueries(pack('queries.dev.jsonl'), 'toolbench')) queries.push(asked);
    const written = retrieverSet(apis, queries, []);
    const folder = temporary();
    await writeRetrieverTsv(folder, written);
    const read = await readRetrieverTsv(folder);
    expect(read).toEqual(written);
    expect(queriesOf(read, 'train', 'toolbench').map(({ relevant }) => relevant)).toEqual(
      queries.map(({ relevant }) => relevant),
    );
  });
});
