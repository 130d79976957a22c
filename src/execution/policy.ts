import { readFile } from 'node:fs/promises';
import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, matchesGlob, messageOf } from '../base/index.js';
import type { Api, Effect } from '../catalog/index.js';

/** What happens to a call: it runs, a person is asked, or it is refused. */
export type Decision = 'allow' | 'ask' | 'deny';

/** Which calls run. Data, so that it can be written to a file, shown and compared. */
export interface Policy {
  readonly version: 1;
  /** Where no rule decides. */
  readonly default: Readonly<Record<Effect, Decision>>;
  /** The first that matches decides. */
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  /** All that are given must match. `api` (its name or its id) and `collection` may hold `*` and `?`. */
  readonly match: { readonly api?: string; readonly collection?: string; readonly effect?: Effect };
  readonly decision: Decision;
  /** Shown to whoever is refused or asked. */
  readonly reason?: string;
}

/** Reads run; everything that changes something asks. */
export const cautiousPolicy: Policy = {
  version: 1,
  default: { read: 'allow', reversible: 'ask', irreversible: 'ask' },
  rules: [],
};

export interface Verdict {
  readonly decision: Decision;
  readonly reason?: string;
}

export function decide(policy: Policy, api: Api): Verdict {
  const rule = policy.rules.find(({ match }) => matches(match, api));
  if (rule === undefined) return { decision: policy.default[api.effect] };
  return rule.reason === undefined ? { decision: rule.decision } : { decision: rule.decision, reason: rule.reason };
}

function matches({ api: pattern, collection, effect }: PolicyRule['match'], api: Api): boolean {
  if (effect !== undefined && effect !== api.effect) return false;
  if (collection !== undefined && !matchesGlob(collection, api.collection)) return false;
  return pattern === undefined || matchesGlob(pattern, api.name) || matchesGlob(pattern, api.id);
}

/** A policy from a JSON file. Throws `CapuchinError` `bad-policy`, naming the file and the place in it. */
export async function readPolicy(path: string): Promise<Policy> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    throw new CapuchinError('bad-policy', `cannot read the policy ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new CapuchinError('bad-policy', `the policy ${path} is not JSON: ${messageOf(thrown)}`, { cause: thrown });
  }
  return parsePolicy(value, path);
}

const decisions = ['allow', 'ask', 'deny'] as const;
const effects = ['read', 'reversible', 'irreversible'] as const;

/**
 * A policy from untyped data. Missing defaults are those of `cautiousPolicy`. Throws `CapuchinError` `bad-policy` for
 * anything it does not know, because a misspelt rule would silently allow what it was to forbid; `from` names the
 * source in the message.
 */
export function parsePolicy(value: JsonValue, from: string): Policy {
  const policy = objectAt(value, '', ['version', 'default', 'rules']);
  if (policy['version'] !== 1) fail('/version', 'must be 1');
  const given = objectAt(policy['default'] ?? {}, '/default', effects);
  const rules = policy['rules'] ?? [];
  if (!Array.isArray(rules)) return fail('/rules', 'must be an array');
  return {
    version: 1,
    default: {
      read: decisionFor('read'),
      reversible: decisionFor('reversible'),
      irreversible: decisionFor('irreversible'),
    },
    rules: rules.map((rule: JsonValue, i) => ruleAt(rule, `/rules/${i}`)),
  };

  function decisionFor(effect: Effect): Decision {
    return oneOf(given[effect] ?? cautiousPolicy.default[effect], `/default/${effect}`, decisions);
  }

  function ruleAt(rule: JsonValue, at: string): PolicyRule {
    const { match: matched, decision, reason } = objectAt(rule, at, ['match', 'decision', 'reason']);
    const { api, collection, effect } = objectAt(matched ?? null, `${at}/match`, ['api', 'collection', 'effect']);
    return {
      match: {
        ...(api === undefined ? {} : { api: textAt(api, `${at}/match/api`) }),
        ...(collection === undefined ? {} : { collection: textAt(collection, `${at}/match/collection`) }),
        ...(effect === undefined ? {} : { effect: oneOf(effect, `${at}/match/effect`, effects) }),
      },
      decision: oneOf(decision ?? null, `${at}/decision`, decisions),
      ...(reason === undefined ? {} : { reason: textAt(reason, `${at}/reason`) }),
    };
  }

  function objectAt(value: JsonValue, at: string, known: readonly string[]): JsonObject {
    if (!isJsonObject(value)) return fail(at, 'must be an object');
    const stranger = Object.keys(value).find(key => !known.includes(key));
    if (stranger !== undefined) fail(`${at}/${stranger}`, `is not known here; known: ${known.join(', ')}`);
    return value;
  }

  function textAt(value: JsonValue, at: string): string {
    return typeof value === 'string' ? value : fail(at, 'must be text');
  }

  function oneOf<T extends string>(value: JsonValue, at: string, known: readonly T[]): T {
    return known.find(name => name === value) ?? fail(at, `must be one of ${known.join(', ')}`);
  }

  function fail(at: string, problem: string): never {
    throw new CapuchinError(
      'bad-policy',
      `the policy ${from} is wrong at ${at === '' ? 'the top' : at}: it ${problem}`,
    );
  }
}
