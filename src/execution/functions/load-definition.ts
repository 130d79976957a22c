import { messageOf } from '../../base/index.js';
import type { FunctionDefinition, FunctionInvocation } from '../../catalog/index.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation } from '../observation.js';

export type Loaded =
  | { readonly definition: FunctionDefinition; readonly refusal?: never }
  | { readonly definition?: never; readonly refusal: Observation };

/** The definition behind an invocation, or the observation that it is not to be had. */
export async function loadDefinition(
  load: (invocation: FunctionInvocation) => Promise<FunctionDefinition>,
  invocation: FunctionInvocation,
): Promise<Loaded> {
  try {
    return { definition: await load(invocation) };
  } catch (thrown) {
    const reason = `the function ${invocation.function} of ${invocation.module} cannot be loaded: ${messageOf(thrown)}`;
    return { refusal: nothingRan({ status: 'not-callable', reason }) };
  }
}
