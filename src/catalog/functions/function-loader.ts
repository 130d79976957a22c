import { CapuchinError, UnknownName } from '../../base/index.js';
import type { FunctionInvocation } from '../api.js';
import { isToolboxModule, loadFunction } from '../toolbox/toolbox.js';
import { exportedFunctions } from './exported-functions.js';
import type { FunctionDefinition } from './function-definition.js';
import { importUserModule, userModuleUrl } from './user-module.js';

/**
 * The definition behind an invocation, functions that only undo included. Throws `CapuchinError` with code
 * `function-missing` when the module has no such function any more, and what loading the module throws.
 */
export type LoadFunctionDefinition = (invocation: FunctionInvocation) => Promise<FunctionDefinition>;

/** A loader that loads each user's module once. A module that fails is tried again at the next call. */
export function createFunctionLoader(): LoadFunctionDefinition {
  const modules = new Map<string, Promise<ReadonlyMap<string, FunctionDefinition>>>();

  function definitionsOf(url: string): Promise<ReadonlyMap<string, FunctionDefinition>> {
    const known = modules.get(url);
    if (known !== undefined) return known;
    const loading = loadDefinitions(url);
    modules.set(url, loading);
    loading.catch(() => modules.delete(url));
    return loading;
  }

  return async ({ module, function: name }) => {
    if (isToolboxModule(module)) return loadToolboxFunction(module, name);
    if (!module.startsWith('file:')) throw missing(module, name);
    const definition = (await definitionsOf(module)).get(name);
    if (definition === undefined) throw missing(module, name);
    return definition;
  };
}

async function loadDefinitions(url: string): Promise<ReadonlyMap<string, FunctionDefinition>> {
  const exports = await importUserModule(await userModuleUrl(url));
  const found = exportedFunctions(exports).flatMap(item => ('definition' in item ? [item.definition] : []));
  return new Map(found.map(definition => [definition.name, definition]));
}

async function loadToolboxFunction(module: string, name: string): Promise<FunctionDefinition> {
  try {
    return await loadFunction(module, name);
  } catch (error) {
    if (error instanceof UnknownName) throw missing(module, name, error);
    throw error;
  }
}

function missing(module: string, name: string, cause?: Error): CapuchinError {
  return new CapuchinError('function-missing', `${module} has no function ${name}; import it again`, { cause });
}
