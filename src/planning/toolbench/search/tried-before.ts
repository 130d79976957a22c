import { type Prompt, renderPrompt } from '../../../base/index.js';
import { pythonJson, type SearchedNode } from '../../../trajectory/index.js';
import type { Place } from './place.js';

/** What a model is told of the ways it tried from here; undefined where none of them came to a call. */
export function triedBefore({ node }: Place, siblings: readonly Place[], prompt: Prompt): string | undefined {
  if (siblings.length === 0) return undefined;
  const tried = node.children.map(firstCall).filter(call => call !== undefined);
  if (tried.length === 0) return undefined;
  const calls = tried.map(({ parent, description, observation }) => ({
    name: parent?.description ?? '',
    arguments: description,
    function_output: observation,
  }));
  const before = node.observation === '' ? 'none' : node.observation;
  return renderPrompt(prompt, { tried: pythonJson(calls, { indent: 2 }), before });
}

function firstCall(child: SearchedNode): SearchedNode | undefined {
  let at: SearchedNode | undefined = child;
  while (at !== undefined && at.type !== 'Action Input') at = at.children[0];
  return at;
}
