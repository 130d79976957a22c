import type { SharedDefinition } from '../shared-definition.js';

/** A shared definition as the store keeps it: JSON texts, `returns` null where it is the same as `arguments`. */
export interface PackedDefinition {
  readonly name: string;
  readonly arguments: string | null;
  readonly returns: string | null;
}

export function packDefinition({ name, arguments: args, returns }: SharedDefinition): PackedDefinition {
  const argumentsText = args === undefined ? null : JSON.stringify(args);
  const returnsText = returns === undefined ? null : JSON.stringify(returns);
  return { name, arguments: argumentsText, returns: returnsText === argumentsText ? null : returnsText };
}
