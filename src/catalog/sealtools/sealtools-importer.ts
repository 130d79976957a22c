import { basename } from 'node:path';
import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import { typedArguments } from '../bfcl/typed-schema.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem } from '../importer.js';
import { baseName } from '../naming.js';
import { type Row, readRows } from '../toolbench/read-rows.js';

/** Seal-Tools' API documents, one a line. The key is the API's name; of documents with one name the first counts. */
export const sealtoolsImporter: Importer = {
  name: 'sealtools',
  accepts: 'a .jsonl file of Seal-Tools API documents (- for standard input)',
  defaultCollection: source => collectionNameFrom(basename(source).replace(/\.jsonl?$/, '')),
  async *read(source, options = {}) {
    const seen = new Set<string>();
    for await (const row of readRows(source, options)) yield itemOf(row, seen);
  },
};

function itemOf(row: Row, seen: Set<string>): ImportItem {
  const refused = (reason: string): ImportItem => ({ kind: 'refused', source: row.source, reason });
  if ('reason' in row) return refused(row.reason);
  const draft = isJsonObject(row.value) ? draftOf(row.value, row.source) : 'an API must be a JSON object';
  if (typeof draft === 'string') return refused(draft);
  if (seen.has(draft.key)) return refused(`${draft.key} is there already`);
  seen.add(draft.key);
  return { kind: 'api', draft };
}

function draftOf(document: JsonObject, source: SourcePointer): ApiDraft | string {
  const { api_name: name, api_description: description, field, parameters, required, responses } = document;
  if (typeof name !== 'string' || name === '') return 'api_name must be a text';
  // `Chemical Engineering/Forensic engineering`: the second is as narrow as a tool.
  const [category = '', tool = category] = (typeof field === 'string' ? field : '').split('/');
  const schema = typedArguments({ properties: parameters ?? {}, required: required ?? [] });
  return {
    key: name,
    baseName: baseName(name),
    provider: 'Seal-Tools',
    tool,
    category,
    title: name,
    description: typeof description === 'string' ? description : '',
    parameters: schema,
    ...(isJsonObject(responses) ? { returns: typedArguments({ properties: responses }) } : {}),
    // Nobody knows what an API does that is only described.
    effect: 'irreversible',
    examples: [],
    source,
    invocation: { kind: 'code', language: 'python', code: `${name}(${argumentsOf(parameters)})` },
  };
}

function argumentsOf(parameters: JsonObject[string] | undefined): string {
  return isJsonObject(parameters) ? Object.keys(parameters).join(', ') : '';
}
