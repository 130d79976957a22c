import type { Io } from './io.js';

/** Values of variables that are named like credentials. */
export function secretsOf(env: Io['env']): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && /(_|^)(API_)?(KEY|TOKEN|SECRET|PASSWORD)(_|$)/.test(name)
      ? [value]
      : [],
  );
}
