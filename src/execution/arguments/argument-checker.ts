import { canonicalJson, type JsonObject, type JsonSchema } from '../../base/index.js';
import type { CompiledSchema, SchemaCompiler } from './compiled-schema.js';
import { copyArguments } from './copy-arguments.js';
import type { CheckedArguments } from './fit-arguments.js';

export interface ArgumentChecker {
  /**
   * Checks untrusted arguments against the JSON Schema (2020-12) of an API, mending what was surely meant. Never fails
   * for what the schema or the arguments are: a schema that cannot be checked whole is checked as far as it can be,
   * with a warning. Arguments the schema does not declare are problems unless it welcomes them in so many words.
   */
  check(schema: JsonSchema, args: JsonObject): Promise<CheckedArguments>;
}

/**
 * A checker that keeps the `maxCompiled` schemas used last compiled. Compiling takes a few milliseconds, and checking
 * a few microseconds. The validator is loaded at the first check.
 */
export function argumentChecker({ maxCompiled = 500 }: { readonly maxCompiled?: number } = {}): ArgumentChecker {
  // A store hands out a new object for an API at every search, so equal schemas are found by their text as well.
  const byObject = new WeakMap<JsonSchema, CompiledSchema>();
  const byText = new Map<string, CompiledSchema>();
  let loading: Promise<Loaded> | undefined;

  function compiled(schema: JsonSchema, { compile, clean }: SchemaCompiler): CompiledSchema {
    const cleaned = clean(schema);
    const text = canonicalJson([cleaned.schema, cleaned.warnings]);
    const known = byText.get(text) ?? compile(cleaned);
    byText.delete(text);
    byText.set(text, known); // last in the map is used last
    const oldest = byText.keys().next().value;
    if (byText.size > maxCompiled && oldest !== undefined) byText.delete(oldest);
    byObject.set(schema, known);
    return known;
  }

  return {
    async check(schema, args) {
      loading ??= load();
      const { compiler, fitArguments } = await loading;
      const copied = copyArguments(args);
      if (!copied.ok) return { ok: false, problems: [copied.problem], warnings: [] };
      return fitArguments(byObject.get(schema) ?? compiled(schema, compiler), copied.arguments);
    },
  };
}

interface Loaded {
  readonly compiler: SchemaCompiler;
  readonly fitArguments: typeof import('./fit-arguments.js').fitArguments;
}

async function load(): Promise<Loaded> {
  const [{ schemaCompiler }, { fitArguments }] = await Promise.all([
    import('./compiled-schema.js'),
    import('./fit-arguments.js'),
  ]);
  return { compiler: schemaCompiler(), fitArguments };
}
