import { CapuchinError } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type Analyzer, termsOf } from '../analysis/analyzer.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { bm25 } from '../bm25/bm25.js';
import { buildSegment } from '../bm25/build-segment.js';
import type { Segment } from '../bm25/segment.js';
import { readSegment, writeSegment } from '../bm25/segment-file.js';
import type { Passage } from './passage.js';

export interface IndexedPassage extends Passage {
  readonly id: string;
}

/** Passages that are indexed together, in a file of their own. */
export interface PassageGroup {
  /** Ids of the group begin with it and a slash. */
  readonly name: string;
  readonly path: string;
  readonly fingerprint: string;
  /** Read when the file is missing, damaged or outdated. */
  readonly passages: () => AsyncIterable<IndexedPassage> | Iterable<IndexedPassage>;
  /** Is told before the file is made. */
  readonly onBuild?: () => void;
  readonly signal?: AbortSignal | undefined;
}

export interface PassageIndex {
  /** Best first, equal scores by id. */
  search(query: string, k: number): readonly { readonly id: string; readonly score: number }[];
  /** What no passage's score for the query reaches. */
  bound(query: string): number;
}

/**
 * Okapi BM25 over passages, their headings and what they are about. The one place that knows which index is under
 * passages.
 */
export async function openPassageIndex(groups: readonly PassageGroup[]): Promise<PassageIndex> {
  const segments: Segment[] = [];
  for (const group of groups) segments.push(await openGroup(group)); // one at a time: each takes a core
  const index = bm25(segments);
  return {
    search: (query, k) => index.search(termsOf(passageAnalyzer, query), k),
    bound: query => index.bound(termsOf(passageAnalyzer, query)),
  };
}

/** Passages are prose of similar length, so that plain words and light weights do; headings say what a passage is about. */
const passageAnalyzer: Analyzer = {
  ...apiAnalyzer,
  name: 'passages',
  fields: ({ title, tool, description }) => [
    { text: title, weight: 2 },
    { text: tool, weight: 1 },
    { text: description, weight: 1 },
  ],
};

async function openGroup({ name, path, fingerprint, passages, onBuild, signal }: PassageGroup): Promise<Segment> {
  const found = await readUsable(path);
  const isCurrent =
    found?.fingerprint === fingerprint &&
    found.analyzer === passageAnalyzer.name &&
    found.analyzerVersion === passageAnalyzer.version;
  if (found !== undefined && isCurrent) return found;
  onBuild?.();
  const source = { collection: name, fingerprint, apis: documents(passages()) };
  const segment = await buildSegment(signal === undefined ? source : { ...source, signal }, passageAnalyzer);
  await writeSegment(path, segment);
  return segment;
}

async function readUsable(path: string): Promise<Segment | undefined> {
  try {
    return await readSegment(path);
  } catch (thrown) {
    if (thrown instanceof CapuchinError && thrown.code === 'index-damaged') return undefined;
    throw thrown;
  }
}

/** The builder of indexes takes APIs; of these it sees only what `passageAnalyzer` names. */
async function* documents(passages: ReturnType<PassageGroup['passages']>): AsyncGenerator<Api> {
  for await (const { id, headings, text, about } of passages) {
    const subject = about.api ?? about.tool ?? about.collection ?? '';
    yield { ...nothing, id, title: headings.join('\n'), tool: subject, description: text };
  }
}

const nothing: Api = {
  id: '',
  name: '',
  collection: '',
  provider: '',
  tool: '',
  category: '',
  title: '',
  description: '',
  parameters: {},
  effect: 'read',
  examples: [],
  source: { uri: '' },
  invocation: { kind: 'code', language: '', code: '' },
};
