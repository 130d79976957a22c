import {
  type Api,
  collectApis,
  readApiRow,
  standardCategory,
  standardIdentifier,
  standardName,
  toolBenchItems,
} from '../../../catalog/index.js';
import type { CandidateName } from './read-queries.js';

/** Where candidates are looked for. */
export interface CandidateSource {
  /** Names of ToolBench's collections, the first searched first. */
  readonly collections: readonly string[];
  get(ids: readonly string[]): readonly Api[];
  /** Texts and names of a collection's APIs suffice. */
  outlines(collection: string): Iterable<Api>;
}

export interface FoundCandidates {
  readonly apis: readonly Api[];
  /** Those that are nowhere, in words. */
  readonly missing: readonly string[];
}

/**
 * Finds the APIs of queries by key or by ToolBench's names, category included, so that tools of one name in two categories
 * are told apart. An entry that brings its whole document needs no collection.
 */
export function candidateFinder(source: CandidateSource) {
  let known: ReadonlyMap<string, string> | undefined;

  async function find(candidate: CandidateName): Promise<Api | string> {
    if (candidate.kind === 'key') {
      for (const collection of source.collections) {
        const [api] = source.get([`${collection}/${candidate.key}`]);
        if (api !== undefined) return api;
      }
      return candidate.key;
    }
    const { category, tool, api: title, entry } = candidate;
    known ??= idsByNames(source);
    const id = known.get(namesKey(category, tool, title));
    const [api] = id === undefined ? [] : source.get([id]);
    if (api !== undefined) return api;
    const row = readApiRow(entry);
    if (typeof row === 'string' || !Array.isArray(entry['required_parameters'])) return `${category}/${tool}/${title}`;
    const key = `${standardCategory(category)}/${standardName(tool)}/${standardIdentifier(title)}`;
    const [made] = await collectApis('query-file', streamed(toolBenchItems(row, key, { uri: 'query-file:' })));
    return made ?? key;
  }

  return async (candidates: readonly CandidateName[]): Promise<FoundCandidates> => {
    const found = await Promise.all(candidates.map(find));
    return {
      apis: found.filter(each => typeof each !== 'string'),
      missing: found.filter(each => typeof each === 'string'),
    };
  };
}

function idsByNames({ collections, outlines }: CandidateSource): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const collection of collections) {
    for (const { id, invocation } of outlines(collection)) {
      if (invocation.kind !== 'toolbench') continue;
      const key = namesKey(invocation.category, invocation.tool, invocation.api);
      if (!ids.has(key)) ids.set(key, id);
    }
  }
  return ids;
}

function namesKey(category: string, tool: string, api: string): string {
  return `${standardCategory(category)}\n${standardName(tool)}\n${standardIdentifier(api)}`;
}

async function* streamed<T>(items: Iterable<T>): AsyncGenerator<T, void, void> {
  yield* items;
}
