import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { describeObservation } from '../../execution/index.js';
import type { Planner } from '../planner.js';
import { toolTurn } from '../tool-turn.js';

/** Makes the one call it is given and answers with what that gave, unchanged. */
export function givenCall(api: Api, args: JsonObject): Planner {
  return {
    name: 'call',
    options: {},
    async *run(_request, tools) {
      const call = { id: 'call', name: api.name, arguments: JSON.stringify(args) };
      const observation = yield* toolTurn(0, call, new Map([[api.name, api]]), tools);
      if (observation.status !== 'ok') return { outcome: 'gave-up', reason: describeObservation(observation) };
      yield { type: 'answer', node: 0, text: describeObservation(observation), from: 'observation' };
      return { outcome: 'answered' };
    },
  };
}
