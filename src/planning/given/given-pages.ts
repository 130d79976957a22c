import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import {
  type CompleteReply,
  describeObservation,
  type PageLimits,
  type PagesEnd,
  pageCalls,
  replyOf,
} from '../../execution/index.js';
import type { Planner } from '../planner.js';
import { toolTurn } from '../tool-turn.js';

/** Makes the call it is given and those for the pages that follow; answers with the pages, and says why it stopped. */
export function givenPages(api: Api, args: JsonObject, limits: PageLimits = {}): Planner {
  return {
    name: 'pages',
    options: {},
    async *run(_request, tools) {
      const calls = pageCalls(api, args, limits);
      const texts: string[] = [];
      let call = calls.next();
      while (!call.done) {
        const asked = {
          id: `page_${texts.length + 1}`,
          name: api.name,
          arguments: JSON.stringify(call.value.arguments),
        };
        let reply: CompleteReply | undefined;
        const onReply = (complete: CompleteReply) => {
          reply = complete;
        };
        const observation = yield* toolTurn(0, asked, new Map([[api.name, call.value.api]]), tools, { onReply });
        call = calls.next({ observation, reply: reply ?? replyOf(observation) });
        if (call.value === 'repeated') break;
        if (call.value === 'failed') return { outcome: 'gave-up', reason: describeObservation(observation) };
        texts.push(describeObservation(observation));
      }
      yield { type: 'answer', node: 0, text: texts.join('\n'), from: 'observation' };
      return { outcome: 'answered', reason: ends[call.value as PagesEnd] };
    },
  };
}

const ends: Readonly<Record<PagesEnd, string>> = {
  'last-page': 'that was the last page',
  'max-pages': 'there are further pages, and no more were wanted',
  'max-items': 'there are further pages, and no more items were wanted',
  repeated: 'the host gives the same page again and again',
  circular: 'the next page is one that was asked for before',
  elsewhere: 'the next page is at another host, which is not followed',
  'not-only-reading': 'the call changes something, so it was made once',
  failed: 'the last page did not come',
};
