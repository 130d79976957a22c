import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { canonicalJson, type JsonSchema, type JsonValue } from '../../base/index.js';
import { type CheckableSchema, checkableSchema, stepKeyword } from './checkable-schema.js';
import { type DeclaredArguments, declaredArguments } from './declared-arguments.js';
import { linearPattern } from './linear-pattern.js';

/** A schema ready to check arguments. */
export interface CompiledSchema {
  readonly schema: JsonSchema;
  readonly declared: DeclaredArguments;
  readonly hasDefaults: boolean;
  readonly warnings: readonly string[];
  /**
   * Everything the schema has against a value, in schema order; `unfinished` when the check would take more than a
   * million steps, as schemas made to hang their readers do.
   */
  errorsIn(value: JsonValue): readonly ErrorObject[] | 'unfinished';
}

const maxSteps = 1_000_000;

export interface SchemaCompiler {
  readonly clean: (schema: JsonSchema) => CheckableSchema;
  readonly compile: (cleaned: CheckableSchema) => CompiledSchema;
}

/** Compiles schemas with one validator, which keeps none of them: whoever wants them kept keeps what is returned. */
export function schemaCompiler(): SchemaCompiler {
  let stepsLeft = 0;
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true, // errors carry the subschema and value they are about
    ownProperties: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    formats,
    code: { regExp: Object.assign(linearPattern, { code: 'linearPattern' }) },
  });
  ajv.addKeyword({
    keyword: stepKeyword,
    schemaType: 'boolean',
    errors: false,
    validate: () => {
      stepsLeft -= 1;
      if (stepsLeft < 0) throw new TooManySteps();
      return true;
    },
  });
  // Ajv compares every pair of items; a set of their texts is linear.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (unique: boolean, items: readonly unknown[]) =>
      !unique || new Set(items.map(canonicalJson)).size === items.length,
  });

  function compile(cleaned: CheckableSchema): CompiledSchema {
    let checked = cleaned;
    let validate = validator(cleaned.schema);
    if (validate === undefined) {
      const warning = 'the schema is too tangled to check whole; only the arguments themselves are checked';
      checked = checkableSchema(cleaned.schema, { maxDepth: 1 });
      checked = { ...checked, warnings: [...cleaned.warnings, warning] };
      validate = validator(checked.schema) ?? (() => true);
    }
    return {
      schema: checked.schema,
      declared: declaredArguments(checked),
      hasDefaults: checked.hasDefaults,
      warnings: checked.warnings,
      errorsIn: errorsOf(validate),
    };
  }

  function validator(schema: JsonSchema): Validate | undefined {
    try {
      return ajv.compile(schema);
    } catch {
      return undefined; // whatever it was, the caller falls back to a simpler schema and says so
    } finally {
      ajv.removeSchema(schema);
    }
  }

  function errorsOf(validate: Validate): CompiledSchema['errorsIn'] {
    return value => {
      stepsLeft = maxSteps;
      try {
        return validate(value) ? [] : (validate.errors ?? []);
      } catch (thrown) {
        // A RangeError is the stack's end: a schema that refers to itself without descending into the value.
        if (thrown instanceof TooManySteps || thrown instanceof RangeError) return 'unfinished';
        throw thrown;
      }
    };
  }

  return {
    clean: schema => checkableSchema(schema, { isKnownFormat: format => Object.hasOwn(formats, format) }),
    compile,
  };
}

interface Validate {
  (value: unknown): unknown;
  errors?: ErrorObject[] | null;
}

class TooManySteps extends Error {}

const formats = {
  ...fullFormats,
  // The package's pattern for URLs takes time quadratic in the text.
  url: (text: string) => /^(?:https?|ftp):\/\//i.test(text) && URL.canParse(text),
};
