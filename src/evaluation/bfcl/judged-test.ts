import type { ModelAnswer } from '../tool-calls/ask-for-calls.js';
import type { OldNames } from '../tool-calls/changed-documents/change-plan.js';
import type { BfclTest } from './bfcl-test.js';
import type { BfclCategory } from './categories.js';
import type { DecodedCall } from './decoded-call.js';
import type { BfclFault } from './judge-bfcl.js';

/** A test that was asked and judged. */
export interface JudgedTest {
  readonly category: BfclCategory;
  readonly test: BfclTest;
  readonly answer: ModelAnswer;
  /** Under the names of the documents; undefined where the answer could not be read. */
  readonly calls: readonly DecodedCall[] | undefined;
  /** Nothing where it is right. */
  readonly fault: BfclFault | 'inference_error';
  /** How often its calls name what the documents no longer have; absent where nothing was changed. */
  readonly oldNames?: OldNames;
}
