import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { ApiExample } from '../../catalog/index.js';
import { differences } from '../../models/index.js';
import { shortJson } from '../short-json.js';
import { echoArguments } from './echo-arguments.js';
import type { Simulate } from './simulation.js';

/**
 * Answers with what an example of the API returned: the one with equal arguments, else the one with the nearest. Where
 * the latter repeats an argument of its own, the reply repeats the one that was asked for.
 */
export function exampleReplies(): Simulate {
  return async (api, args) => {
    const nearest = nearestExample(api.examples, args);
    if (nearest?.returns === undefined) return undefined;
    if (canonicalJson(nearest.arguments) === canonicalJson(args)) {
      return { from: 'example', made: { value: nearest.returns }, notes: [] };
    }
    const value = echoArguments(nearest.returns, args, nearest.arguments);
    const note = `the example has other arguments: ${shortJson(nearest.arguments, 200)}`;
    return { from: 'example', made: { value }, notes: [note] };
  };
}

/** The first of those with the fewest differing places. */
function nearestExample(examples: readonly ApiExample[], args: JsonObject): ApiExample | undefined {
  let nearest: { readonly example: ApiExample; readonly distance: number } | undefined;
  for (const example of examples) {
    if (example.returns === undefined) continue;
    const distance = differences(example.arguments, args).length;
    if (nearest === undefined || distance < nearest.distance) nearest = { example, distance };
  }
  return nearest?.example;
}
