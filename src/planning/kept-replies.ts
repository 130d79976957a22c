import type { JsonValue } from '../base/index.js';
import { type Api, defineFunction, type FunctionDefinition, functionDraft } from '../catalog/index.js';
import { checked, type Executor, functions, type Observation, readPart, type WantedPart } from '../execution/index.js';

/** The complete replies of a run of which a model was shown a part, and the function with which it reads on. */
export interface KeptReplies {
  /** Keeps a reply for as long as no `maxKept` later ones are kept. */
  keep(callId: string, reply: JsonValue): void;
  /** `read_result`, once there is something to read in. */
  readonly api: Api | undefined;
  /** Makes calls of `api`. */
  readonly executor: Executor;
  /** What a model is told below the part of a reply it is shown; empty for replies that are not kept. */
  hint(callId: string): string;
}

interface Wanted extends WantedPart {
  readonly call: string;
}

export interface KeptRepliesOptions {
  readonly now: () => number;
  /** Default 8. */
  readonly maxKept?: number;
}

/** A home for the replies of one run. */
export function keptReplies({ now, maxKept = 8 }: KeptRepliesOptions): KeptReplies {
  const kept = new Map<string, JsonValue>();
  const definition = readResult(kept);
  const { name } = definition;
  const draft = functionDraft(definition, 'own:', { uri: 'own:', pointer: name });
  const api: Api = {
    ...draft,
    id: `own/${name}`,
    name,
    collection: 'own',
    provider: 'own',
    tool: 'own',
    category: 'own',
  };
  // Neither a workspace nor chance is of use to it.
  const local = functions({ load: async () => definition, workspace: '', now, random: () => 0 });
  return {
    keep(callId, reply) {
      kept.delete(callId);
      kept.set(callId, reply);
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    },
    get api() {
      return kept.size === 0 ? undefined : api;
    },
    executor: checked(local),
    hint: callId =>
      kept.has(callId)
        ? `\nThe complete reply is kept; ${name} with {"call": ${JSON.stringify(callId)}} and select, offset or limit reads other parts of it.`
        : '',
  };
}

function readResult(kept: ReadonlyMap<string, JsonValue>): FunctionDefinition {
  return defineFunction({
    name: 'read_result',
    description:
      'Reads on in the reply of an earlier call of which only a part was shown: other items of a list, certain fields, or more of a text.',
    parameters: {
      type: 'object',
      properties: {
        call: { type: 'string', description: 'Id of the call, as given below the part that was shown.' },
        select: {
          type: 'array',
          items: { type: 'string', minLength: 1, maxLength: 500 },
          maxItems: 20,
          description:
            'Paths of the fields wanted, dotted or JMESPath; of each item where the reply is a list. All when absent.',
          examples: [['id', 'owner.name'], ['data[].title']],
        },
        offset: {
          type: 'integer',
          minimum: 0,
          description: 'First item of the list, or character of the text; from 0.',
        },
        limit: { type: 'integer', minimum: 1, description: 'How many items, or characters.' },
      },
      required: ['call'],
      additionalProperties: false,
    },
    effect: 'read',
    async run({ call, ...wanted }: Wanted) {
      const reply = kept.get(call);
      if (reply === undefined)
        throw new Error(`no reply of ${call} is kept; there are those of ${[...kept.keys()].join(', ')}`);
      const { part, offset, total } = await readPart(reply, wanted);
      return total === undefined ? part : { offset: offset ?? 0, total, part };
    },
  });
}

/** Whether an observation shows only a part of what came back. */
export function showsPart(seen: Observation): boolean {
  return 'fullLength' in seen && seen.fullLength !== undefined;
}
