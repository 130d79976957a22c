import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../base/index.js';
import type { RetrieverLabel, RetrieverSet, RetrieverSplit } from './retriever-set.js';
import { BadTabRow, readTabRows, tabRow } from './tab-separated.js';

const corpusFile = 'corpus.tsv';
const corpusHeader = ['docid', 'document_content'];
const splits = ['train', 'test'] as const;
const queryFile = (split: string) => `${split}.query.txt`;
const labelFile = (split: string) => `qrels.${split}.tsv`;

/**
 * Writes the five files of ToolBench's retriever training: `corpus.tsv` (with a header), `train.query.txt`,
 * `test.query.txt`, `qrels.train.tsv` and `qrels.test.tsv` (request, 0, document, 1). Each document and request stands
 * once, where ToolBench's own files repeat it for each pair; its trainer reads both alike.
 */
export async function writeRetrieverTsv(folder: string, set: RetrieverSet): Promise<void> {
  await mkdir(folder, { recursive: true });
  const documents = [...set.corpus].map(([id, content]) => [id, JSON.stringify(content)]);
  await writeRows(join(folder, corpusFile), [corpusHeader, ...documents]);
  for (const split of splits) {
    const { queries, labels } = set[split];
    await writeRows(join(folder, queryFile(split)), queries);
    await writeRows(
      join(folder, labelFile(split)),
      labels.map(({ query, document }) => [query, '0', document, '1']),
    );
  }
}

async function writeRows(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const file = await open(path, 'w');
  try {
    let text = '';
    for (const row of rows) {
      text += tabRow(row);
      if (text.length < 2 ** 20) continue;
      await file.write(text);
      text = '';
    }
    await file.write(text);
  } finally {
    await file.close();
  }
}

/**
 * Reads such files, repeated rows included; labels of 0 are left out.
 *
 * @throws BadTabRow naming file and line: a row that is not as described, a document that is no JSON object, one id for
 * two texts, a label for a request or document that is not there.
 */
export async function readRetrieverTsv(folder: string, signal?: AbortSignal): Promise<RetrieverSet> {
  const options = signal === undefined ? {} : { signal };
  const corpus = await readCorpus(join(folder, corpusFile), options);
  const read = async (split: (typeof splits)[number]): Promise<RetrieverSplit> => {
    const queries = await readQueries(join(folder, queryFile(split)), options);
    return { queries, labels: await readLabels(join(folder, labelFile(split)), queries, corpus, options) };
  };
  return { corpus, train: await read('train'), test: await read('test') };
}

type Reading = { readonly signal?: AbortSignal };

async function readCorpus(path: string, options: Reading): Promise<Map<string, JsonObject>> {
  const corpus = new Map<string, JsonObject>();
  let hasHeader = false;
  for await (const { line, id, text, isNew } of readTexts(path, options)) {
    if (!hasHeader) {
      if (id !== corpusHeader[0] || text !== corpusHeader[1]) {
        throw new BadTabRow(path, line, `expected the header ${corpusHeader.join(', ')}`);
      }
      hasHeader = true;
    } else if (isNew) corpus.set(id, contentOf(path, line, text));
  }
  return corpus;
}

function contentOf(path: string, line: number, text: string): JsonObject {
  let content: JsonValue;
  try {
    content = JSON.parse(text) as JsonValue;
  } catch (thrown) {
    throw new BadTabRow(path, line, `the document is not JSON: ${messageOf(thrown)}`);
  }
  if (!isJsonObject(content)) throw new BadTabRow(path, line, 'the document must be a JSON object');
  return content;
}

async function readQueries(path: string, options: Reading): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  for await (const { id, text } of readTexts(path, options)) queries.set(id, text);
  return queries;
}

interface TextRow {
  readonly line: number;
  readonly id: string;
  readonly text: string;
  /** The id has not come before. */
  readonly isNew: boolean;
}

/** Rows of an id and its text. */
async function* readTexts(path: string, options: Reading): AsyncGenerator<TextRow, void, undefined> {
  const texts = new Map<string, string>();
  for await (const { line, fields } of readTabRows(path, 2, options)) {
    const [id, text] = fields as [string, string];
    const known = texts.get(id);
    if (known !== undefined && known !== text) throw new BadTabRow(path, line, `${id} stands for two texts`);
    texts.set(id, text);
    yield { line, id, text, isNew: known === undefined };
  }
}

async function readLabels(
  path: string,
  queries: ReadonlyMap<string, string>,
  corpus: ReadonlyMap<string, JsonObject>,
  options: Reading,
): Promise<RetrieverLabel[]> {
  const labels = new Map<string, RetrieverLabel>();
  for await (const { line, fields } of readTabRows(path, 4, options)) {
    const [query, , document, label] = fields as [string, string, string, string];
    if (!queries.has(query)) throw new BadTabRow(path, line, `there is no request ${query}`);
    if (!corpus.has(document)) throw new BadTabRow(path, line, `there is no document ${document}`);
    if (label !== '0' && label !== '1') throw new BadTabRow(path, line, `a label is 0 or 1, not ${label}`);
    if (label === '1') labels.set(`${query}\t${document}`, { query, document });
  }
  return [...labels.values()];
}
