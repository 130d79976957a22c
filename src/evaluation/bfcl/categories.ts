import { UnknownName } from '../../base/index.js';
import type { CallShape } from './checker/check-calls.js';
import { java, javascript, type Language, python } from './checker/language.js';

/** One of the suite's files of single-turn tests. */
export interface BfclCategory {
  readonly name: string;
  readonly group: 'non_live' | 'live';
  readonly language: Language;
  /** What a right answer is: these calls, some call, or none. */
  readonly wants: CallShape | 'some-call' | 'no-call';
}

function category(name: string, wants: BfclCategory['wants'], language = python): BfclCategory {
  return { name, group: name.startsWith('live_') ? 'live' : 'non_live', language, wants };
}

/** In the order of the published table. */
export const bfclCategories: readonly BfclCategory[] = [
  category('simple_python', 'simple'),
  category('simple_java', 'simple', java),
  category('simple_javascript', 'simple', javascript),
  category('multiple', 'multiple'),
  category('parallel', 'parallel'),
  category('parallel_multiple', 'parallel'),
  category('irrelevance', 'no-call'),
  category('live_simple', 'simple'),
  category('live_multiple', 'multiple'),
  category('live_parallel', 'parallel'),
  category('live_parallel_multiple', 'parallel'),
  category('live_irrelevance', 'no-call'),
  category('live_relevance', 'some-call'),
];

/** @throws UnknownName */
export function bfclCategoryNamed(name: string): BfclCategory {
  const found = bfclCategories.find(each => each.name === name);
  if (found === undefined) {
    throw new UnknownName(
      'BFCL category',
      name,
      bfclCategories.map(each => each.name),
    );
  }
  return found;
}
