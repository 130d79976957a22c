import { isJsonObject } from '../../base/index.js';
import { isJsonType } from '../openapi/media-types.js';
import { type Rule, ruleOfOne } from './rule.js';
import type { LintedArgument } from './subject.js';

export const noServer: Rule = ruleOfOne(
  {
    id: 'no-server',
    cost: 15,
    advice: 'Name an absolute https address among the servers, with defaults for its variables.',
  },
  ({ api: { invocation } }) => {
    if (invocation.kind !== 'http') return undefined;
    const usable = invocation.servers.some(({ url, variables = {} }) => {
      const filled = url.replace(/\{([^{}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
      return /^https?:\/\/[^{}]+$/i.test(filled);
    });
    return usable ? undefined : 'no server address says where to call it';
  },
);

export const unusableCredential: Rule = ruleOfOne(
  {
    id: 'unusable-credential',
    cost: 15,
    advice: 'Declare an API key, basic, bearer, OAuth 2 or OpenID Connect scheme.',
  },
  ({ api: { invocation } }) => {
    const security = invocation.kind === 'http' ? invocation.security : [];
    const isUsable = security.length === 0 || security.some(schemes => schemes.every(({ type }) => type !== 'other'));
    const names = security.flat().filter(({ type }) => type === 'other');
    return isUsable ? undefined : `its credential "${names[0]?.scheme.slice(0, 60)}" is of a kind nobody can present`;
  },
);

export const noReplySchema: Rule = ruleOfOne(
  { id: 'no-reply-schema', cost: 10, advice: 'Describe the successful reply with a schema.' },
  ({ api: { invocation, returns } }) => {
    if (invocation.kind !== 'http' || returns !== undefined) return undefined;
    // Nothing much comes back from these, or no JSON.
    if (['DELETE', 'HEAD', 'OPTIONS', 'TRACE'].includes(invocation.method)) return undefined;
    const isOther =
      invocation.accept !== undefined && !isJsonType(invocation.accept) && !invocation.accept.includes('*');
    return isOther ? undefined : 'nothing says what comes back';
  },
);

export const opaqueReply: Rule = ruleOfOne(
  { id: 'opaque-reply', cost: 5, advice: 'List the members of the reply in its schema.' },
  ({ api: { returns }, follow }) => {
    if (returns === undefined) return undefined;
    const schema = follow(returns);
    const members = schema['properties'] ?? schema['additionalProperties'];
    const tells = isJsonObject(members) && Object.keys(members).length > 0;
    const combined = ['items', 'allOf', 'anyOf', 'oneOf', 'enum', 'prefixItems'].some(key => schema[key] !== undefined);
    const isPlain = typeof schema['type'] === 'string' && !['object', 'array'].includes(schema['type']);
    return tells || combined || isPlain ? undefined : 'its reply is described as anything';
  },
);

export const noExample: Rule = ruleOfOne(
  { id: 'no-example', cost: 5, advice: 'Give an example of a call, or of each required parameter.' },
  ({ api: { examples }, arguments: all }) => {
    if (examples.length > 0 || all.length === 0) return undefined;
    const required = all.filter(argument => argument.required);
    const lacking = required.filter(argument => !showsValue(argument));
    if (required.length > 0 ? lacking.length === 0 : all.some(showsValue)) return undefined;
    return 'no example shows how it is called';
  },
);

function showsValue({ schema }: LintedArgument): boolean {
  const tells = ['examples', 'default', 'enum', 'const'].some(keyword => schema[keyword] !== undefined);
  return tells || schema['type'] === 'boolean';
}
