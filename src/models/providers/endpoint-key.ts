import { UsageError } from '../../base/index.js';
import type { EndpointName } from './endpoint-name.js';
import type { ModelContext } from './model-provider.js';

/**
 * The key for an endpoint. The option `key=NAME` says which secret holds it. Without that option the vendor's usual name
 * counts, but only where the address is the vendor's own or comes from the same settings as the key: a key is never sent
 * to an address just because a selection string names it.
 */
export function endpointKey(
  { baseUrl, options }: EndpointName,
  usualName: string,
  context: ModelContext,
): { readonly key: string | undefined; readonly keyAdvice: string } {
  const name = options['key'] ?? (baseUrl === undefined ? usualName : undefined);
  if (name === undefined) {
    return { key: undefined, keyAdvice: 'put #key=NAME behind the address to say which secret holds its key' };
  }
  const key = context.secret(name);
  if (key === undefined && options['key'] !== undefined)
    throw new UsageError(`the key's name is ${name}, and it is not set`);
  return { key, keyAdvice: key === undefined ? `set ${name}` : `check ${name}` };
}
