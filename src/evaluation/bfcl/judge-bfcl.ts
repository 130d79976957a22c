import type { BfclTest } from './bfcl-test.js';
import type { BfclCategory } from './categories.js';
import { checkCalls } from './checker/check-calls.js';
import type { Fault } from './checker/verdict.js';
import type { DecodedCall } from './decoded-call.js';

/** What is wrong with an answer: of relevance tests, whether there is a call at all. */
export type BfclFault = Fault | 'irrelevance_error:decoder_success' | 'relevance_error:decoder_failed';

/**
 * Judges the calls of an answer, nothing for an answer that could not be read. Where no call is wanted, what cannot be
 * read is right: so the suite has it.
 */
export function judgeBfcl(
  calls: readonly DecodedCall[] | undefined,
  test: Pick<BfclTest, 'checked' | 'accepted'>,
  { wants, language }: BfclCategory,
): BfclFault {
  const called = calls !== undefined && calls.length > 0;
  if (wants === 'no-call') return called ? 'irrelevance_error:decoder_success' : undefined;
  if (wants === 'some-call') return called ? undefined : 'relevance_error:decoder_failed';
  if (calls === undefined) return 'ast_decoder:decoder_failed';
  return checkCalls(calls, { shape: wants, language, functions: test.checked, accepted: test.accepted });
}
