import type { Random } from '../../../base/index.js';
import { familyRequest } from '../families/family-request.js';
import type { FunctionFamily } from '../families/function-family.js';
import type { Ask, FunctionPool, PoolFunction } from '../function-pool.js';
import { functionIndex } from './function-index.js';

/** Functions that were written for this purpose, with requests written by hand and values drawn for them. */
export async function familyPool(families: readonly FunctionFamily[]): Promise<FunctionPool> {
  const byId = new Map(families.map(family => [familyId(family), family]));
  const functions = families.map(functionOf);
  return {
    name: 'families',
    draw: random => random.pick(functions),
    ask: (wanted, random) => askOf(byId.get(wanted.id), random),
    near: await functionIndex(functions),
  };
}

export function familyId({ domain, name }: FunctionFamily): string {
  return `families/${domain}/${name}`;
}

function askOf(family: FunctionFamily | undefined, random: Random): Ask | undefined {
  if (family === undefined) return undefined;
  const { text, arguments: args } = familyRequest(family, random.pick(family.requests), random);
  return { text, arguments: args, missing: [] };
}

function functionOf(family: FunctionFamily): PoolFunction {
  const { name, description, parameters, domain } = family;
  return { id: familyId(family), provider: domain, name, description, parameters };
}
