import type { Random } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import type { Retriever } from '../../../retrieval/index.js';
import { type ApiPlace, apiGroups } from '../../requests/api-groups.js';
import { singular } from '../../requests/inflect.js';
import { requestsFor } from '../../requests/requests-for.js';
import { isTechnical } from '../../requests/stated-arguments.js';
import { taskOf } from '../../requests/task-of.js';
import { inSchemaOrder } from '../families/family-request.js';
import type { Ask, FunctionPool, PoolFunction } from '../function-pool.js';
import { dressRequest } from './dress-request.js';

export interface ApiPoolOptions {
  readonly name: string;
  /** Functions that may be used; others never show. */
  readonly places: Iterable<ApiPlace>;
  /** APIs by id, in the order of the ids. */
  readonly load: (ids: readonly string[]) => readonly Api[];
  /** May find others, too. */
  readonly retriever: Retriever;
  /** API id → requests that were written for it, and go before all others. */
  readonly written?: ReadonlyMap<string, readonly Ask[]>;
}

/** How often an API with written requests is drawn, where there are some. */
const writtenShare = 0.5;

const triesForWhole = 8;
/** A call that lacks more than these is no example of a call. */
const mostMissing = 3;
const openShare = 0.3;

/** Imported APIs with their own examples where they have them, and with requests made by rules of their documents elsewhere. */
export function apiPool({ name, places, load, retriever, written = new Map() }: ApiPoolOptions): FunctionPool {
  const all = [...places];
  const kept = new Set(all.map(({ id }) => id));
  const groups = apiGroups(all);
  const asked = [...written.keys()].filter(id => kept.has(id));
  const known = new Map<string, Api>();

  function remember(api: Api): PoolFunction {
    if (known.size > 20_000) known.clear();
    known.set(api.id, api);
    return functionOf(api);
  }

  function apiOf({ id }: PoolFunction): Api | undefined {
    return known.get(id) ?? load([id])[0];
  }

  return {
    name,
    draw(random) {
      const isAsked = asked.length > 0 && random.next() < writtenShare;
      const [api] = load([isAsked ? random.pick(asked) : groups.one(random)]);
      if (api === undefined) throw new RangeError(`an API of ${name} is gone`);
      return remember(api);
    },
    ask(wanted, random) {
      const own = written.get(wanted.id);
      if (own !== undefined && own.length > 0) return random.pick(own);
      const api = apiOf(wanted);
      return api === undefined ? undefined : (exampleOf(api, random) ?? generatedFor(api, random));
    },
    async near(wanted, text, most) {
      const found = new Map<string, PoolFunction>();
      // Where few of those that are searched may be used, more are looked at.
      for (const k of [most + 8, 40 * most]) {
        for (const { api } of await retriever.search(text, k))
          if (api.id !== wanted.id && kept.has(api.id)) found.set(api.id, remember(api));
        if (found.size >= most / 2 || kept.size < most) break;
      }
      return [...found.values()].slice(0, most);
    },
  };
}

function functionOf({ id, provider, name, description, parameters }: Api): PoolFunction {
  return { id, provider, name, description, parameters };
}

function exampleOf(api: Api, random: Random): Ask | undefined {
  const told = api.examples.filter(each => each.request !== undefined);
  if (told.length === 0) return undefined;
  const { request = '', arguments: args } = random.pick(told);
  return { text: dressRequest(request, random), arguments: inSchemaOrder(args, api.parameters), missing: [] };
}

/** Calls that a request states whole are worth more than those it leaves open, and rules make fewer of them. */
function generatedFor(api: Api, random: Random): Ask | undefined {
  if (saysTooLittle(api)) return undefined;
  let open: Ask | undefined;
  for (let tries = 0; tries < triesForWhole; tries++) {
    const [made] = requestsFor(api, random, { maxArguments: 5 });
    const call = made?.calls[0];
    if (made === undefined || call === undefined) return undefined;
    const ask = { text: made.request, arguments: call.arguments, missing: call.missing };
    if (call.missing.length === 0) return ask;
    // Nobody can be asked for a header that clients fill in.
    if (call.missing.length <= mostMissing && !call.missing.some(isTechnical)) open ??= ask;
  }
  return random.next() < openShare ? open : undefined;
}

/** `show me our state` could be anyone's: one word for one thing, and no verb that tells more. */
function saysTooLittle(api: Api): boolean {
  const task = taskOf(api);
  const object = task?.object.replace(/^(?:the|an?|all) /i, '') ?? '';
  return task?.action === 'get' && !object.includes(' ') && singular(object) === object;
}
