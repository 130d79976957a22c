import { UnknownName, UsageError } from '../../base/index.js';

/** What follows `<provider>:` for models behind an HTTP endpoint: `<model>[@<base URL>][#<option>=<value>,…]`. */
export interface EndpointName {
  readonly model: string;
  /** Without a slash at its end. */
  readonly baseUrl?: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Model names may contain `/`, `:` and `@`; the base URL begins at the first `@http://` or `@https://`. Options stand
 * after `#`, which never reaches a server.
 *
 * @throws UsageError for an empty model, a malformed URL or one that holds a password; UnknownName for an option that is
 * not among `known`.
 */
export function parseEndpointName(rest: string, known: readonly string[]): EndpointName {
  const hash = rest.indexOf('#');
  const address = hash < 0 ? rest : rest.slice(0, hash);
  const options = parseOptions(hash < 0 ? '' : rest.slice(hash + 1), known);
  const at = /@https?:\/\//.exec(address);
  const model = at === null ? address : address.slice(0, at.index);
  if (model === '') throw new UsageError(`a model name is expected before "${rest}"`);
  if (at === null) return { model, options };
  return { model, baseUrl: parseBaseUrl(address.slice(at.index + 1)), options };
}

/** The same string again, in one spelling: equal models have equal ids. */
export function printEndpointName({ model, baseUrl, options }: EndpointName): string {
  const listed = Object.entries(options)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return `${model}${baseUrl === undefined ? '' : `@${baseUrl}`}${listed.length === 0 ? '' : `#${listed.join(',')}`}`;
}

/** @throws UsageError */
export function parseBaseUrl(text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`"${text}" is not a URL`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`the base URL of ${url.host} holds a password; name the key with #key=NAME instead`);
  }
  return text.replace(/\/+$/, '');
}

function parseOptions(text: string, known: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (const part of text.split(',').filter(one => one !== '')) {
    const equals = part.indexOf('=');
    if (equals < 1) throw new UsageError(`"${part}" is not <option>=<value>`);
    const name = part.slice(0, equals);
    if (!known.includes(name)) throw new UnknownName('model option', name, known);
    options[name] = part.slice(equals + 1);
  }
  return options;
}

/** The value of an option that must be one of a closed list. */
export function optionAmong<T extends string>(
  given: string | undefined,
  name: string,
  allowed: readonly T[],
): T | undefined {
  if (given === undefined) return undefined;
  const found = allowed.find(one => one === given);
  if (found === undefined) throw new UnknownName(`value of ${name}`, given, allowed);
  return found;
}

/** The value of an option that must be a whole number above zero. */
export function positiveOption(given: string | undefined, name: string): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(given)) throw new UsageError(`${name} must be a whole number above 0, and is "${given}"`);
  return Number(given);
}

/** `base` with `path` put after its path, before its query if it has one. */
export function endpointUrl(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  return url.href;
}
