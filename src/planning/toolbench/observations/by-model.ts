import { isJsonObject, type JsonSchema, type JsonValue, loadPrompt, renderPrompt } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { findJson } from '../../../models/index.js';
import type { PlannerEvent } from '../../planner.js';
import { withoutPaths } from './filtered-reply.js';
import { type Consult, type LongReply, replyText, type Shortening } from './shortening.js';

/** How much of a reply the model is shown. */
const maxShown = 6_000;

/**
 * A model says once for each API which members of its replies nobody needs, told what the API does and with three
 * examples; they are dropped from every reply of it that is too long. Nothing is dropped where its answer cannot be read.
 *
 * Source: ToolLLM, appendix (compression of observations), where the members are dropped likewise.
 */
export function byModel(): Shortening {
  const known = new Map<string, Promise<readonly string[]>>();

  async function* ask(reply: LongReply, consult: Consult): AsyncGenerator<PlannerEvent, readonly string[], void> {
    const prompt = loadPrompt(new URL('./compress.prompt.md', import.meta.url));
    const { message } = yield* consult({
      role: 'compressor',
      messages: [{ role: 'user', content: renderPrompt(prompt, slotsOf(reply.api, reply.value)) }],
      prompts: { compress: prompt },
      schema: droppedSchema,
    });
    return readDropped(message.content);
  }

  return {
    name: 'model',
    async *shorten(reply, consult) {
      const { api, value, maxCharacters } = reply;
      if (typeof value !== 'object' || replyText(value).length <= maxCharacters) return value;
      const asked = known.get(api.id);
      if (asked !== undefined) return withoutPaths(value, await asked);
      let settle: (paths: readonly string[]) => void = () => {};
      known.set(api.id, new Promise(resolve => (settle = resolve)));
      let dropped: readonly string[] = [];
      try {
        dropped = yield* ask(reply, consult);
      } catch (thrown) {
        known.delete(api.id); // the next run may ask again; those that wait drop nothing
        throw thrown;
      } finally {
        settle(dropped);
      }
      return withoutPaths(value, dropped);
    },
  };
}

const droppedSchema: JsonSchema = {
  type: 'object',
  properties: { drop: { type: 'array', items: { type: 'string' } } },
  required: ['drop'],
};

function slotsOf(api: Api, value: JsonValue): Record<string, string> {
  return {
    tool: `${api.tool}: ${(api.toolDescription ?? '').slice(0, 512)}`,
    api: `${api.title}: ${api.description.slice(0, 512)}`,
    reply: replyText(value).slice(0, maxShown),
  };
}

/** The paths that a model names to be dropped; none where its answer has no such list. */
export function readDropped(answer: string): readonly string[] {
  for (const { value } of findJson(answer)) {
    const list = isJsonObject(value) ? value['drop'] : value;
    if (!Array.isArray(list)) continue;
    return (list as JsonValue[]).filter(path => typeof path === 'string').map(path => path.replaceAll('[]', ''));
  }
  return [];
}
