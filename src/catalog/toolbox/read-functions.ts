import type { FunctionDefinition } from '../functions/function-definition.js';

/** Functions that only compute: the same definitions with the effect `read`. */
export function readFunctions(
  definitions: readonly Omit<FunctionDefinition, 'effect'>[],
): readonly FunctionDefinition[] {
  return definitions.map(definition => ({ ...definition, effect: 'read' }));
}
