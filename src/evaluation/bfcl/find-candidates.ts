import { bfclKey } from '../../catalog/index.js';
import type { ToolSpec } from '../../models/index.js';
import type { Hit, Retriever } from '../../retrieval/index.js';
import type { BfclTest } from './bfcl-test.js';
import { bfclTool } from './bfcl-tool.js';
import type { BfclCategory } from './categories.js';
import type { Candidate } from './evaluate-bfcl.js';

export interface CandidateSearch {
  readonly retriever: Retriever;
  /** What the suite's own functions are searched as. */
  readonly collection: string;
  readonly k: number;
  readonly signal?: AbortSignal;
}

/**
 * What is offered for a test when it is searched for in a pool that has the suite's functions, in place of what the test
 * lists. Functions of the suite keep their names; where two that are found have the same one, the later is offered under
 * a longer name, and a call of it is none of the right function.
 */
export function findCandidates({ retriever, collection, k, signal }: CandidateSearch) {
  return async (test: BfclTest, { language }: BfclCategory): Promise<readonly Candidate[]> => {
    const own = new Map(
      test.functions.map(document => [`${collection}/${bfclKey(String(document['name']), document)}`, document]),
    );
    const request = test.messages.flatMap(({ role, content }) => (role === 'user' ? [content] : [])).join('\n');
    const hits = await retriever.search(request, k, signal === undefined ? {} : { signal });
    const tools = hits.map((hit): ToolSpec => {
      const document = own.get(hit.api.id);
      const found = document === undefined ? foundTool(hit, collection) : bfclTool(document, language);
      return { ...found, relevance: hit.score };
    });
    return distinctlyNamed(tools, hits, own);
  };
}

function foundTool({ api }: Hit, collection: string): ToolSpec {
  const name = api.collection === collection ? api.title : api.name;
  return { name, description: api.description, parameters: api.parameters };
}

/** The test's own functions have the first right to their names. */
function distinctlyNamed(
  tools: readonly ToolSpec[],
  hits: readonly Hit[],
  own: ReadonlyMap<string, unknown>,
): readonly Candidate[] {
  const isOwn = (place: number) => own.has(hits[place]?.api.id ?? '');
  const taken = new Set(tools.filter((_, place) => isOwn(place)).map(({ name }) => name));
  return tools.map((tool, place) => {
    if (isOwn(place)) return { tool, name: tool.name };
    let name = tool.name;
    for (let number = 2; taken.has(name); number++) name = `${tool.name}_${number}`;
    taken.add(name);
    return { tool: { ...tool, name }, name };
  });
}
