import { isJsonObject, type JsonObject, type JsonSchema } from '../../base/index.js';

/** The part of the Standard Schema interface (https://standardschema.dev) that functions use; zod 4.2 and later have it. */
export interface StandardJsonSchema {
  readonly '~standard': {
    readonly validate: (value: unknown) => ValidationOutcome | Promise<ValidationOutcome>;
    readonly jsonSchema: { readonly input: (options: { readonly target: 'draft-2020-12' }) => JsonObject };
  };
}

type ValidationOutcome =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

export function isStandardJsonSchema(value: unknown): value is StandardJsonSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard: unknown = Reflect.get(value, '~standard');
  if (!isJsonObject(standard)) return false;
  const exported: unknown = standard['jsonSchema'];
  return (
    typeof standard['validate'] === 'function' && isJsonObject(exported) && typeof exported['input'] === 'function'
  );
}

/** The JSON Schema of what a Standard Schema accepts, as plain JSON. */
export function jsonSchemaOf(schema: StandardJsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))) as JsonSchema;
}

/** What a Standard Schema makes of a value: its defaults and transforms are applied. Throws with all its complaints. */
export async function parsedBy(schema: StandardJsonSchema, value: unknown): Promise<unknown> {
  const outcome = await schema['~standard'].validate(value);
  if (outcome.issues !== undefined) throw new Error(outcome.issues.map(({ message }) => message).join('; '));
  return outcome.value;
}
