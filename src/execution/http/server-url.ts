import type { HttpInvocation, HttpServer } from '../../catalog/index.js';

/** An absolute base address without a slash at its end, or why there is none. */
export type ServerUrl = { readonly url: string } | { readonly url?: undefined; readonly reason: string };

/** The first server that is absolute, its variables at their defaults; or `server`, when the user names one. */
export function serverUrl(invocation: HttpInvocation, server?: string): ServerUrl {
  const candidates: readonly HttpServer[] = server === undefined ? invocation.servers : [{ url: server }];
  let reason = 'its source names no server; name one';
  for (const candidate of candidates) {
    const filled = fillVariables(candidate);
    const found = checkedUrl(filled);
    if (found.url !== undefined) return found;
    reason = found.reason;
  }
  return { reason };
}

function fillVariables({ url, variables = {} }: HttpServer): string {
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name]?.default ?? whole) : whole,
  );
}

function checkedUrl(text: string): ServerUrl {
  const missing = /\{([^{}]+)\}/.exec(text);
  if (missing !== null) return { reason: `the server ${text} needs a value for ${missing[1]}; name a server` };
  if (!URL.canParse(text)) return { reason: `the server "${text}" is no absolute address; name one` };
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { reason: `${url.protocol} is neither http nor https` };
  if (url.username !== '' || url.password !== '') return { reason: 'its server address holds a user name or password' };
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}
