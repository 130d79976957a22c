import type { JsonObject, JsonSchema } from '../../base/index.js';
import type { ApiDraft } from '../api.js';
import type { SharedDefinition } from '../shared-definition.js';
import { compileDocument } from './compile-document.js';
import { openApiDocument } from './document.js';
import type { HttpMethod } from './operation-parts.js';

/** One operation written as OpenAPI 3.1 by an importer whose source describes it in another way. */
export interface WrittenOperation {
  readonly method: HttpMethod;
  /** Begins with `/`. */
  readonly path: string;
  readonly operation: JsonObject;
  /** What `#/components/schemas/…` leads to. */
  readonly schemas?: JsonObject;
  readonly servers: readonly JsonObject[];
  /** Of the group the operation belongs to. */
  readonly title: string;
}

export type CompiledWritten =
  | { readonly draft: ApiDraft; readonly warnings: readonly string[] }
  | { readonly refused: string };

/**
 * The API that the operation is, by the same rules as an operation of a document: argument names, bodies, effect,
 * bounds. Every definition it needs is its own.
 */
export function compileWritten({
  method,
  path,
  operation,
  schemas,
  servers,
  title,
}: WrittenOperation): CompiledWritten {
  const root = {
    openapi: '3.1.0',
    info: { title },
    servers,
    paths: { [path]: { [method]: operation } },
    ...(schemas === undefined ? {} : { components: { schemas } }),
  };
  let draft: ApiDraft | undefined;
  let refused = 'it could not be compiled';
  const definitions: SharedDefinition[] = [];
  const warnings: string[] = [];
  for (const item of compileDocument(openApiDocument(root, title))) {
    if (item.kind === 'api') draft = item.draft;
    else if (item.kind === 'definition') definitions.push(item);
    else if (item.kind === 'refused') refused = item.reason;
    else if (item.kind === 'warning') warnings.push(item.message);
  }
  return draft === undefined ? { refused } : { draft: withOwn(draft, definitions), warnings };
}

/** The draft with a copy of every definition that its document shares. */
function withOwn(draft: ApiDraft, definitions: readonly SharedDefinition[]): ApiDraft {
  if (definitions.length === 0) return draft;
  const add = (schema: JsonSchema, direction: 'arguments' | 'returns'): JsonSchema => {
    const shared = definitions.flatMap(each =>
      each[direction] === undefined ? [] : [[each.name, each[direction]] as const],
    );
    const own = schema['$defs'] as JsonObject | undefined;
    return shared.length === 0 ? schema : { ...schema, $defs: { ...Object.fromEntries(shared), ...own } };
  };
  return {
    ...draft,
    parameters: add(draft.parameters, 'arguments'),
    ...(draft.returns === undefined ? {} : { returns: add(draft.returns, 'returns') }),
  };
}
