import {
  deepArgument,
  manyArguments,
  manyRequired,
  openObject,
  secretArgument,
  undescribedArgument,
  unexplainedEnum,
  untypedArgument,
} from './argument-rules.js';
import { noExample, noReplySchema, noServer, opaqueReply, unusableCredential } from './calling-rules.js';
import type { Rule } from './rule.js';
import {
  deprecatedWithoutReplacement,
  longDescription,
  noDescription,
  noName,
  thinDescription,
  unreadableName,
} from './text-rules.js';

/** Rules that look at one operation alone, in the order in which findings are listed. */
export const rules: readonly Rule[] = [
  noDescription,
  thinDescription,
  longDescription,
  deprecatedWithoutReplacement,
  noName,
  unreadableName,
  untypedArgument,
  undescribedArgument,
  unexplainedEnum,
  openObject,
  secretArgument,
  manyArguments,
  manyRequired,
  deepArgument,
  noExample,
  noReplySchema,
  opaqueReply,
  noServer,
  unusableCredential,
];

/** Rules that compare the operations of a document with each other; see `alikeOperations`. */
export const likenessRules = {
  'same-name': { cost: 10, advice: 'Give each operation a name of its own.' },
  'same-text': { cost: 20, advice: 'Say in what the operations differ.' },
  'nearly-same-text': { cost: 10, advice: 'Say in what the operations differ.' },
} as const;

export type LikenessRule = keyof typeof likenessRules;
