import type { Api } from '../../catalog/index.js';

const leadingName = /^[\s`"'*-]*([a-zA-Z0-9_-]+)/;
const methodAndPath = /\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\s+(\/\S*)/g;
const punctuation = /[.,;:)\]`'"*]+$/;

/**
 * The API that a text names: by its exact function name at the beginning, or by the first `METHOD /path` in it that is one
 * of theirs. Of a path the query string does not count; one that is exactly an API's wins over templates, of which the
 * first in the order given is taken that fits to its very end, with anything but a slash in place of each `{…}`. Undefined
 * when the text names none.
 *
 * Source: RestGPT, matching of API plans. Difference: punctuation after a path is no part of it, unless it has to be.
 */
export function matchOperation(text: string, apis: readonly Api[]): Api | undefined {
  const name = leadingName.exec(text)?.[1];
  const named = apis.find(api => api.name === name);
  if (named !== undefined) return named;
  for (const [, method = '', given = ''] of text.matchAll(methodAndPath)) {
    const [path = ''] = given.split('?');
    const found = withPath(method, path, apis) ?? withPath(method, path.replace(punctuation, ''), apis);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `METHOD /path` of an API that is called over HTTP. */
export function operationOf({ invocation }: Api): string | undefined {
  return invocation.kind === 'http' ? `${invocation.method} ${invocation.path}` : undefined;
}

function withPath(method: string, path: string, apis: readonly Api[]): Api | undefined {
  const operation = `${method} ${path}`;
  return (
    apis.find(api => operationOf(api) === operation) ??
    apis.find(api => isOf(operationOf(api)?.split('/') ?? [], operation.split('/')))
  );
}

function isOf(template: readonly string[], path: readonly string[]): boolean {
  return (
    template.length === path.length &&
    template.every((segment, place) => fills(segment.split(/\{[^{}]*\}/), path[place] ?? ''))
  );
}

/** Whether a text is these literals in order, one character or more between each two. Templates come from strangers: linear. */
function fills([first = '', ...others]: readonly string[], text: string): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const literal of others) {
    const found = text.indexOf(literal, at + 1);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return text.endsWith(last) && text.length - last.length > at;
}
