import { canonicalJson, type Random } from '../../../base/index.js';
import { smallTalk, smallTalkKinds } from '../../requests/misfits/small-talk.js';
import { unfitTasks } from '../../requests/misfits/unfit-tasks.js';
import type { FunctionPool, PoolFunction, Wish, WishedCall } from '../function-pool.js';
import { areAlike } from './are-alike.js';
import { joinRequests } from './join-requests.js';
import type { ExampleKind } from './tool-call-sheet.js';

/** What is asked with some functions on offer. */
export interface Wanted extends Wish {
  readonly kind: ExampleKind;
}

/** Shares of the examples after the first. */
const shares = { none: 0.17, calls: 0.17, followUp: 0.06 } as const;

/** The request that a sheet is built around; `undefined` when the function that was drawn cannot be asked for. */
export function firstWish(pool: FunctionPool, random: Random): Wish | undefined {
  if (pool.wish !== undefined && random.next() < 0.7) return pool.wish(random);
  const call = asked(pool, pool.draw(random), random);
  return call === undefined ? undefined : { text: call.ask.text, calls: [call] };
}

export function kindOf({ calls }: Wish): ExampleKind {
  if (calls.some(({ ask }) => ask.missing.length > 0)) return 'open';
  return calls.length > 1 ? 'calls' : 'call';
}

/** Another request: for one of the functions on offer, for several, or for none of them. */
export function nextWanted(
  pool: FunctionPool,
  offered: readonly PoolFunction[],
  outside: readonly PoolFunction[],
  random: Random,
): Wanted | undefined {
  const chance = random.next();
  if (chance < shares.none) return misfit(pool, offered, outside, random);
  if (chance < shares.none + shares.calls) {
    const count = random.next() < 0.75 ? 2 : 3;
    const one = random.pick(offered);
    const alike = random.next() < 0.45;
    const several = Array.from({ length: count }, () => asked(pool, alike ? one : random.pick(offered), random));
    const calls = several.flatMap(each => each ?? []).filter(({ ask }) => ask.missing.length === 0);
    if (calls.length < 2 || new Set(calls.map(writtenAs)).size < calls.length) return undefined;
    return {
      kind: 'calls',
      text: joinRequests(
        calls.map(call => call.ask.text),
        random,
      ),
      calls,
    };
  }
  const call = asked(pool, random.pick(offered), random);
  if (call === undefined) return undefined;
  const wish = { text: call.ask.text, calls: [call] };
  const kind = kindOf(wish);
  return { ...wish, kind: kind === 'call' && chance > 1 - shares.followUp ? 'follow-up' : kind };
}

/** The same twice is asked for by nobody. */
function writtenAs({ function: { id }, ask }: WishedCall): string {
  return `${id} ${canonicalJson(ask.arguments)}`;
}

function asked(pool: FunctionPool, wanted: PoolFunction, random: Random): WishedCall | undefined {
  const ask = pool.ask(wanted, random);
  return ask === undefined ? undefined : { function: wanted, ask };
}

/** Sums are what many functions are for. */
const talk = smallTalkKinds.filter(kind => kind !== 'arithmetic');

/** What none of them does: something similar, something else altogether, or nothing that any function does. */
function misfit(
  pool: FunctionPool,
  offered: readonly PoolFunction[],
  outside: readonly PoolFunction[],
  random: Random,
): Wanted | undefined {
  const chance = random.next();
  if (chance < 0.12) return { kind: 'none', text: smallTalk(random, talk).request, calls: [] };
  if (chance < 0.2) return { kind: 'none', text: unfitTasks(1, random)[0] ?? '', calls: [] };
  const other = chance < 0.6 && outside.length > 0 ? random.pick(outside) : pool.draw(random);
  const { areAlike: isAlike = areAlike } = pool;
  if (offered.some(each => each.name === other.name || isAlike(each, other))) return undefined;
  const ask = pool.ask(other, random);
  return ask === undefined ? undefined : { kind: 'none', text: ask.text, calls: [] };
}
