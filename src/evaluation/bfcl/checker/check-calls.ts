import type { DecodedCall } from '../decoded-call.js';
import { type AcceptedCall, checkCall } from './check-call.js';
import type { FunctionDocument } from './function-document.js';
import type { Language } from './language.js';
import type { Fault } from './verdict.js';

export type CallShape = 'simple' | 'multiple' | 'parallel';

/** A test with its right answer. */
export interface AnsweredTest {
  readonly shape: CallShape;
  readonly language: Language;
  readonly functions: readonly FunctionDocument[];
  readonly accepted: readonly AcceptedCall[];
}

/**
 * The fault of a whole answer. `simple` and `multiple` want one call, `parallel` as many as are accepted: each accepted
 * call takes the first call not yet taken that is right for it, in order.
 */
export function checkCalls(
  calls: readonly DecodedCall[],
  { shape, language, functions, accepted }: AnsweredTest,
): Fault {
  if (shape === 'parallel') return checkParallel(calls, { shape, language, functions, accepted });
  const [call] = calls;
  const [right] = accepted;
  if (calls.length !== 1 || call === undefined || right === undefined) return `${shape}_function_checker:wrong_count`;
  const document = shape === 'simple' ? functions[0] : documentOf(right, functions);
  return document === undefined ? wrongName : checkCall(call, document, right, language);
}

function checkParallel(calls: readonly DecodedCall[], { language, functions, accepted }: AnsweredTest): Fault {
  if (calls.length !== accepted.length) return 'parallel_function_checker_no_order:wrong_count';
  const left = [...calls];
  for (const right of accepted) {
    const document = documentOf(right, functions);
    const found = left.findIndex(
      call => document !== undefined && checkCall(call, document, right, language) === undefined,
    );
    if (found === -1) return 'parallel_function_checker_no_order:cannot_find_match';
    left.splice(found, 1);
  }
  return undefined;
}

const wrongName = 'simple_function_checker:wrong_func_name';

function documentOf({ name }: AcceptedCall, functions: readonly FunctionDocument[]): FunctionDocument | undefined {
  return functions.find(each => each.name === name);
}
