/** A value that an answer holds, or several ways to say it, any of which will do. */
export type Expected = string | number | readonly (string | number)[];

/** What makes an answer right, apart from letter case, spacing and the marks of Markdown. */
export interface AnswerCheck {
  /** All of these stand in it. */
  readonly contains?: readonly Expected[];
  /** It is this and nothing else. */
  readonly equals?: string;
}

/**
 * Whether an answer is right. A number may be rounded to three significant digits or more, and may have commas between
 * its thousands; a text stands for itself, not as a part of a longer word or number.
 *
 * Example: 42.1648128 is in `That is 42.16 km.` and not in `That is 42 km.`
 */
export function isRightAnswer(answer: string, { contains = [], equals }: AnswerCheck): boolean {
  const said = normalised(answer);
  if (equals !== undefined && said !== normalised(equals)) return false;
  return contains.every(expected => alternatives(expected).some(each => holds(said, each)));
}

function alternatives(expected: Expected): readonly (string | number)[] {
  return typeof expected === 'string' || typeof expected === 'number' ? [expected] : expected;
}

function holds(said: string, expected: string | number): boolean {
  return typeof expected === 'number' ? holdsNumber(said, expected) : holdsText(said, normalised(expected));
}

function normalised(text: string): string {
  return text.normalize('NFKC').replaceAll('−', '-').replace(/[*`]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

function holdsText(said: string, expected: string): boolean {
  for (let at = said.indexOf(expected); at >= 0; at = said.indexOf(expected, at + 1)) {
    const end = at + expected.length;
    if (!joins(said.at(at - 1), expected[0], at > 0) && !joins(said[end], expected.at(-1), end < said.length))
      return true;
  }
  return false;
}

/** Whether a character outside and one at the edge of a text are of one word. */
function joins(outside: string | undefined, edge: string | undefined, isInside: boolean): boolean {
  const ofWord = /[\p{L}\p{N}]/u;
  return isInside && ofWord.test(outside ?? '') && ofWord.test(edge ?? '');
}

const numbers = /(?<![\p{L}\p{N}.:/-])-?\d+(?:\.\d+)?(?![-:/.]?\d)/gu;

function holdsNumber(said: string, expected: number): boolean {
  const plain = said.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return (plain.match(numbers) ?? []).some(shown => isRounded(shown, expected));
}

/** Whether a number as shown is the expected one, or it with fewer digits, though at least three that count. */
function isRounded(shown: string, expected: number): boolean {
  const value = Number(shown);
  if (value === expected) return true;
  const [, decimals = ''] = shown.split('.');
  const counting = shown.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return counting >= 3 && Math.abs(value - expected) <= 0.5 * 10 ** -decimals.length * (1 + 1e-9);
}
