import { UnknownName } from '../base/index.js';
import { apibenchImporter } from './apibench/apibench-importer.js';
import { apisGuruImporter } from './apis-guru/apis-guru-importer.js';
import { bfclImporter } from './bfcl/bfcl-importer.js';
import { functionsImporter } from './functions/functions-importer.js';
import { huggingfaceImporter } from './huggingface/huggingface-importer.js';
import type { Importer } from './importer.js';
import { mcpImporter } from './mcp/mcp-importer.js';
import { metatoolImporter } from './metatool/metatool-importer.js';
import { openapiImporter } from './openapi/openapi.js';
import { postmanImporter } from './postman/postman-importer.js';
import { replicateImporter } from './replicate/replicate-importer.js';
import { sealtoolsImporter } from './sealtools/sealtools-importer.js';
import { toolbenchImporter } from './toolbench/toolbench-importer.js';

/** Every importer by the name `capuchin import` is given. Adding one is a folder, its test and a line here. */
export const importers = {
  functions: functionsImporter,
  openapi: openapiImporter,
  'apis-guru': apisGuruImporter,
  postman: postmanImporter,
  toolbench: toolbenchImporter,
  apibench: apibenchImporter,
  bfcl: bfclImporter,
  sealtools: sealtoolsImporter,
  metatool: metatoolImporter,
  mcp: mcpImporter,
  replicate: replicateImporter,
  huggingface: huggingfaceImporter,
} as const satisfies Record<string, Importer>;

/** @throws UnknownName */
export function importerNamed(name: string): Importer {
  if (!Object.hasOwn(importers, name)) throw new UnknownName('importer', name, Object.keys(importers));
  return importers[name as keyof typeof importers];
}
