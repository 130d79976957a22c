import { type Proxies, proxyAddress } from '../execution/index.js';
import type { Io } from './io.js';

/**
 * The proxies that the environment names, as most programs read them: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` for both,
 * and `NO_PROXY`; in small letters, too, which come first. Undefined when there are none. Throws UsageError.
 */
export function readProxies(env: Io['env']): Proxies | undefined {
  const http = proxyOf(env, 'HTTP_PROXY');
  const https = proxyOf(env, 'HTTPS_PROXY');
  if (http === undefined && https === undefined) return undefined;
  const [, noProxy] = found(env, 'NO_PROXY') ?? [];
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(noProxy === undefined ? {} : { noProxy }),
  };
}

function proxyOf(env: Io['env'], variable: string): string | undefined {
  const [name, value] = found(env, variable) ?? found(env, 'ALL_PROXY') ?? [];
  return name === undefined || value === undefined ? undefined : proxyAddress(value, name);
}

function found(env: Io['env'], variable: string): readonly [name: string, value: string] | undefined {
  for (const name of [variable.toLowerCase(), variable]) {
    const value = env[name]?.trim() ?? '';
    if (value !== '') return [name, value];
  }
  return undefined;
}
