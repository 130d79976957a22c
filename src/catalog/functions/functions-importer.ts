import { basename, extname } from 'node:path';
import { CapuchinError } from '../../base/index.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem } from '../importer.js';
import { loadToolbox } from '../toolbox/toolbox.js';
import { type ExportedFunction, exportedFunctions } from './exported-functions.js';
import { functionDraft } from './function-draft.js';
import { importUserModule, moduleName, packageName, userModuleUrl } from './user-module.js';

const builtin = 'builtin:toolbox';

/**
 * Functions with a schema: the built-in toolbox, or what a JavaScript or TypeScript module exports (see
 * `exportedFunctions`). Importing a module runs it.
 */
export const functionsImporter: Importer = {
  name: 'functions',
  accepts: `${builtin}, or a .js, .mjs, .ts or .mts module that exports functions with a schema (importing runs it)`,
  defaultCollection: source => (source === builtin ? 'toolbox' : collectionNameFrom(basename(source, extname(source)))),
  async *read(source) {
    if (source === builtin) yield* readToolbox();
    else yield* readUserModule(source);
  },
};

async function* readToolbox(): AsyncGenerator<ImportItem, void, void> {
  for (const { category, module, description, functions } of await loadToolbox()) {
    for (const definition of functions) {
      const draft = functionDraft(definition, module, { uri: module, pointer: definition.name });
      yield {
        kind: 'api',
        draft: {
          ...draft,
          key: `${category}/${definition.name}`,
          provider: 'capuchin',
          tool: category,
          toolDescription: description,
          category,
        },
      };
    }
  }
}

async function* readUserModule(source: string): AsyncGenerator<ImportItem, void, void> {
  const url = await userModuleUrl(source);
  const found = exportedFunctions(await importUserModule(url));
  if (found.length === 0) {
    throw new CapuchinError('no-functions', `${source} exports no function with name, description, parameters and run`);
  }
  const provider = await packageName(url);
  for (const item of found) yield itemOf(item, url, provider);
}

function itemOf(found: ExportedFunction, url: string, provider: string): ImportItem {
  const source = { uri: url, pointer: found.place };
  if (!('definition' in found)) return { kind: 'refused', source, reason: found.reason };
  const { definition } = found;
  const tool = moduleName(url);
  const draft = functionDraft(definition, url, source);
  return {
    kind: 'api',
    draft: { ...draft, key: definition.name, provider, tool, category: definition.category ?? tool },
  };
}
