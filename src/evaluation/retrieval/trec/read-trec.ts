import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CapuchinError, messageOf } from '../../../base/index.js';
import { fromTrecToken } from './trec-token.js';
import { noDocument } from './trec-writer.js';

/**
 * The right answers of a TREC qrels file, by query in the order of the file: documents whose relevance is above 0, whatever
 * the grade. A query all of whose lines say 0 has none.
 */
export async function readTrecJudgements(
  path: string,
  signal?: AbortSignal,
): Promise<Map<string, ReadonlySet<string>>> {
  const judgements = new Map<string, Set<string>>();
  for await (const { fields, fail } of readFields(path, 4, signal)) {
    const [query = '', , document = '', relevance = ''] = fields;
    const grade = Number(relevance);
    if (!Number.isInteger(grade)) throw fail(`the relevance must be a whole number, not ${relevance}`);
    const relevant = judgements.get(query) ?? new Set();
    judgements.set(query, relevant);
    if (grade > 0 && document !== noDocument) relevant.add(document);
  }
  return judgements;
}

/**
 * The rankings of a TREC run file, by query. As `trec_eval` does, documents are ordered by score alone, highest first, equal
 * scores by document id, last first; the rank in the file is not read.
 */
export async function readTrecRun(path: string, signal?: AbortSignal): Promise<Map<string, readonly string[]>> {
  const scored = new Map<string, Map<string, number>>();
  for await (const { fields, fail } of readFields(path, 6, signal)) {
    const [query = '', , document = '', , text = ''] = fields;
    const score = Number(text);
    if (!Number.isFinite(score)) throw fail(`the score must be a number, not ${text}`);
    const documents = scored.get(query) ?? new Map<string, number>();
    scored.set(query, documents);
    if (documents.has(document)) throw fail(`${document} is there twice for query ${query}`);
    documents.set(document, score);
  }
  return new Map([...scored].map(([query, documents]) => [query, inOrder(documents)]));
}

function inOrder(documents: ReadonlyMap<string, number>): readonly string[] {
  return [...documents].sort(([a, high], [b, low]) => low - high || (a < b ? 1 : -1)).map(([document]) => document);
}

interface Line {
  readonly fields: readonly string[];
  /** The error that this line is. */
  readonly fail: (reason: string) => CapuchinError;
}

async function* readFields(path: string, count: number, signal?: AbortSignal): AsyncGenerator<Line, void, void> {
  const input = createReadStream(path);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      signal?.throwIfAborted();
      number += 1;
      if (line.trim() === '') continue;
      const at = `${path}:${number}`;
      const fail = (reason: string) => new CapuchinError('bad-trec-line', `${at}: ${reason}`);
      const fields = line.trim().split(/\s+/);
      if (fields.length !== count) throw fail(`a line must have ${count} fields, not ${fields.length}`);
      yield { fields: fields.map(fromTrecToken), fail };
    }
  } catch (thrown) {
    if (thrown instanceof CapuchinError || signal?.aborted) throw thrown;
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  } finally {
    input.destroy();
  }
}
