import type { JsonSchema } from '../base/index.js';

/**
 * A schema that `#/$defs/<name>` leads to in the `parameters` (`arguments`) or `returns` of any API of the same document
 * that has no `$defs` of that name itself.
 */
export interface SharedDefinition {
  readonly kind: 'definition';
  readonly name: string;
  readonly arguments?: JsonSchema;
  readonly returns?: JsonSchema;
}
