import type { Api, HttpInvocation } from '../api.js';
import { isCredentialName } from '../secret-names.js';
import { type Stated, stated } from './origin.js';
import { sentenceAt } from './stated-size.js';

export interface AccessFacts {
  /** Whether calls need credentials. Absent where nothing is said: half of all OpenAPI operations say nothing. */
  readonly needsKey?: Stated<boolean>;
  readonly isFree?: Stated<boolean>;
  /** As it is written, e.g. `$0.01 per request`. */
  readonly price?: Stated<string>;
}

/** Who may call an API, and what it costs, by its security data and by what its texts say plainly. */
export function accessFacts(api: Api): AccessFacts {
  if (api.invocation.kind === 'function' && api.invocation.module.startsWith('builtin:')) {
    const here = 'runs on this machine';
    return { needsKey: stated(false, 'invocation', here), isFree: stated(true, 'invocation', here) };
  }
  const needsKey = keyOf(api);
  const price = firstMatch(api, pricePattern);
  const isFree = price === undefined ? freeOf(api) : { ...price, value: false };
  return {
    ...(needsKey === undefined ? {} : { needsKey }),
    ...(isFree === undefined ? {} : { isFree }),
    ...(price === undefined ? {} : { price }),
  };
}

function keyOf(api: Api): Stated<boolean> | undefined {
  const { invocation } = api;
  switch (invocation.kind) {
    case 'http':
      return keyOfHttp(invocation, api.parameters['required']) ?? keyOfText(api);
    case 'toolbench':
      return stated(true, 'invocation', 'called through RapidAPI with a key, or through a server that has one');
    case 'mcp': {
      const names = invocation.server.kind === 'stdio' ? invocation.server.environment : invocation.server.headers;
      const name = names?.find(isCredentialName);
      return name === undefined ? keyOfText(api) : stated(true, 'server', name);
    }
    default:
      return keyOfText(api);
  }
}

/** An empty list of schemes says nothing: documents leave out `security` more often than their services ask for none. */
function keyOfHttp({ security, parameters }: HttpInvocation, required: unknown): Stated<boolean> | undefined {
  if (security.some(alternative => alternative.length === 0)) {
    return stated(false, 'security', 'calls without credentials are among the alternatives');
  }
  if (security.length > 0) {
    const schemes = security.map(all => all.map(({ scheme, type }) => `${scheme} (${type})`).join(' and '));
    return stated(true, 'security', [...new Set(schemes)].join(' or '));
  }
  const needed = Array.isArray(required) ? required : [];
  const named = parameters.find(
    each =>
      (each.in === 'header' || each.in === 'query') && isCredentialName(each.name) && needed.includes(each.argument),
  );
  return named === undefined ? undefined : stated(true, `parameters.${named.argument}`, named.name);
}

const noKeyPattern =
  /\b(?:this|the)? ?(?:endpoint|method|operation|api|service|call|route|request)s? (?:does not|do not|doesn't|don't) (?:need|require) (?:any )?(?:an? )?(?:authentication|api key|auth|authorization)\b|\b(?:requires?|needs?) no (?:authentication|api key|auth|authorization)\b|\bno (?:authentication|api key|auth) (?:is )?(?:required|needed|necessary)\b/i;

function keyOfText({ description }: Api): Stated<boolean> | undefined {
  const match = noKeyPattern.exec(description.slice(0, longestText));
  if (match === null) return undefined;
  const sentence = sentenceAt(description, match.index);
  return /\b(?:if|unless|when|only|but|except)\b/i.test(sentence) ? undefined : stated(false, 'description', sentence);
}

const freePattern =
  /\b(?:free(?:,? (?:and |to use )?(?:open|public|rest|restful|json|web|http|use))* api(?!s? (?:key|account|call|token|plan|tier|quota))\b|api is (?:completely |totally |entirely |absolutely )?free(?: to use| of charge)?\b(?! (?:trial|tier|plan|account)))/i;
const limited = /\b(?:non-?commercial|trial|tier|plan|limited to|up to|account)\b/i;

function freeOf(api: Api): Stated<boolean> | undefined {
  const match = firstMatch(api, freePattern);
  return match === undefined || limited.test(match.origin.text) ? undefined : { ...match, value: true };
}

const pricePattern =
  /(?:[$€£] ?\d[\d.,]*|\b\d[\d.,]* ?(?:USD|EUR|GBP|cents?))\s?(?:per|a|each|\/) ?(?:1,?000 |\d+ )?(?:api )?(?:calls?|requests?|quer(?:y|ies))\b/i;

const longestText = 10_000;

/** The first place in the texts of an API that matches, with the sentence around it as origin. */
function firstMatch({ description, toolDescription = '' }: Api, pattern: RegExp): Stated<string> | undefined {
  for (const [field, text] of [
    ['description', description],
    ['toolDescription', toolDescription],
  ] as const) {
    const match = pattern.exec(text.slice(0, longestText));
    if (match !== null) return stated(match[0], field, sentenceAt(text, match.index));
  }
  return undefined;
}
