import { canonicalJson, type JsonSchema, type JsonValue, seededRandom } from '../../base/index.js';
import type { CompiledSchema } from '../arguments/compiled-schema.js';
import { echoArguments } from './echo-arguments.js';
import type { Simulate } from './simulation.js';

export interface SchemaRepliesOptions {
  /** Values in a reply at most. */
  readonly maxValues?: number;
  /** How often another sample is tried when one does not fit its schema. */
  readonly maxTries?: number;
}

/**
 * Answers with a sample of the schema of an API's reply, in which fields named like an argument have its value. The seed
 * is the API's id and the arguments, whatever their order, so equal calls get equal answers. Every sample is checked
 * against the schema; the first of several that fits is taken, and a warning says so when none does.
 */
export function schemaReplies({ maxValues = 2_000, maxTries = 4 }: SchemaRepliesOptions = {}): Simulate {
  const compiled = new WeakMap<JsonSchema, CompiledSchema>();

  async function problemsOf(schema: JsonSchema): Promise<(value: JsonValue) => number> {
    let known = compiled.get(schema);
    if (known === undefined) {
      const { schemaCompiler } = await import('../arguments/compiled-schema.js');
      const { clean, compile } = schemaCompiler();
      known = compile(clean(schema));
      compiled.set(schema, known);
    }
    const { errorsIn } = known;
    return value => {
      const errors = errorsIn(value);
      return errors === 'unfinished' ? 0 : errors.length;
    };
  }

  return async (api, args) => {
    const schema = api.returns;
    if (schema === undefined || saysNothing(schema)) return undefined;
    const count = await problemsOf(schema);
    const { sampleValue } = await import('./sample-value.js'); // brings an engine for patterns with it
    const seed = `${api.id}\n${canonicalJson(args)}`;
    let best: { readonly value: JsonValue; readonly problems: number } | undefined;
    for (let attempt = 0; attempt < maxTries; attempt++) {
      const random = seededRandom(`${seed}\n${attempt}`);
      const plain = sampleValue(schema, { random, useExamples: attempt === 0, maxValues });
      for (const value of [echoArguments(plain, args), plain]) {
        const problems = count(value);
        if (best === undefined || problems < best.problems) best = { value, problems };
        if (problems === 0) return { from: 'schema', made: { value }, notes: [] };
      }
    }
    if (best === undefined) return undefined;
    const notes = [`the sample does not fit the schema of the reply in ${best.problems} places`];
    return { from: 'schema', made: { value: best.value }, notes };
  };
}

/** A schema of nothing but words allows anything, and so tells nothing. */
function saysNothing(schema: JsonSchema): boolean {
  const keywords = Object.keys(schema).filter(
    keyword => !['description', 'title', '$defs', '$schema'].includes(keyword),
  );
  return keywords.length === 0;
}
