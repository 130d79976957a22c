import { metricOf, parseBytes, parseCount, type Region } from '../../catalog/index.js';
import { type Comparison, type Constraint, constraintText } from './constraint.js';
import { boundOfMetric } from './parse-where.js';

/** A constraint that a request states, and where. */
export interface ReadConstraint {
  readonly constraint: Constraint;
  /** As it is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const comparisons: readonly (readonly [Comparison, string])[] = [
  ['<=', 'at most|no more than|not more than|up to|a maximum of|maximum|<=|≤'],
  ['>=', 'at least|no less than|not less than|a minimum of|minimum|>=|≥'],
  ['<', 'under|below|less than|fewer than|smaller than|lower than|<'],
  ['>', 'over|above|more than|greater than|higher than|better than|exceeding|>'],
];
const comparison = `(?<comparison>${comparisons.map(([, words]) => words).join('|')})`;
const number = String.raw`(?<number>\d[\d.,]*)`;
const metric = `(?<metric>(?:top-?[15] )?accuracy|top-?[15]|word error rate|character error rate|wer|cer|f1(?: score)?|bleu(?: score)?|rouge-?[12l]|map|iou|miou|auc|perplexity|exact match|psnr|ssim|mrr|ndcg|rmse|mse|mae|fid|inception score|pixel accuracy|der|pesq|stoi|si-sdr)`;
/** What may follow a number without a unit, so that it is none of metres or seconds. */
const noUnit = String.raw`(?=\s*(?:$|[.,;:!?)]|(?:on|and|or|for|with|but|in|when|while|please|that|which|to)\b))`;
const share = String.raw`(?:\s?(?<percent>%|percent\b|per cent\b)|${noUnit})`;

/** The beginning or the end of a remark of its own: `…, read only.` */
const from = String.raw`(?<=^|[,;:(–—]\s{0,3}|\s-\s|[,;]\s{0,3}(?:and|but)\s{1,3})`;
const until = String.raw`(?=\s*(?:$|[,;.!?)–—]))`;
const needed = '(?: (?:needed|required|necessary))?';
const tool = '(?:api|web service|service|endpoint|tool|model)s?';
const places: Readonly<Record<string, Region>> = {
  eu: 'eu',
  'european union': 'eu',
  us: 'us',
  uk: 'uk',
};
const place = '(?<place>EU|European Union|US|UK)';

interface Form {
  readonly pattern: RegExp;
  make(groups: Readonly<Record<string, string | undefined>>): Constraint | undefined;
}

const form = (pattern: string, make: Form['make'], flags = 'gi'): Form => ({
  pattern: new RegExp(pattern, flags),
  make,
});
const flag = (kind: 'free' | 'no-key' | 'https' | 'not-deprecated', ...patterns: readonly string[]) =>
  patterns.map(pattern => form(pattern, () => ({ kind })));

/** Whatever is not plainly about the API itself is left alone: a wrong constraint takes the right API away. */
const forms: readonly Form[] = [
  form(
    String.raw`(?<![\w-])${comparison}\s*${number}\s?(?<unit>k|m|b|thousand|million|billion)?[\s-]+(?:trainable |model |total )?param(?:eter)?s?\b`,
    bound('params', parseCount),
  ),
  form(
    String.raw`\b(?:params|parameters)(?: count)?\s+(?:of\s+)?${comparison}\s*${number}\s?(?<unit>k|m|b|thousand|million|billion)\b`,
    bound('params', parseCount),
  ),
  form(
    String.raw`\b(?:model|network|classifier|detector|encoder|embedder|embedding|transformer|recogni[sz]er|checkpoint|weights)s?(?: size)?(?:,? (?:that|which) (?:is|are)| of| with(?: a)? size(?: of)?)?\s+${comparison}\s+${number}\s?(?<unit>kb|mb|gb)\b`,
    bound('size', parseBytes),
  ),
  form(String.raw`\b${metric}(?: rate)?\s+(?:of\s+|is\s+)?${comparison}\s*${number}${share}`, figure),
  form(
    String.raw`(?<![\w-])${comparison}\s*${number}\s?(?<percent>%|percent|per cent)?\s+(?:of\s+)?(?<dataset>[A-Z][\w-]*(?: [A-Z0-9][\w-]*)?\s)?${metric}\b`,
    figure,
  ),
  ...flag(
    'free',
    `${from}(?:for |must be |should be |only )?free(?: of charge| only)?${until}`,
    String.raw`\b(?:using|via|with|through)\s+(?:an?|the|any|some|only)?\s*free (?:public |open |web |rest )*(?:apis?|web services?|endpoints?)\b`,
  ),
  ...flag(
    'no-key',
    `${from}(?:with )?(?:no|without an?|without any|without|needs? no|requires? no) (?:api[ -]?)?keys?${needed}${until}`,
    String.raw`\b(?:with no|without an?|without any|without|needs? no|requires? no) api[ -]?keys?${needed}${until}`,
    `${from}(?:with )?(?:no|without an?|without) (?:account|login|sign-?up|registration|authentication|auth|signing up|registering|logging in)${needed}${until}`,
    String.raw`(?<!^(?:can|could|how|is|are|may|do|does)\b[^.!?]*)\bwithout an account(?=\s*(?:$|[.!]))`,
  ),
  ...flag('https', `${from}(?:only )?(?:over )?https(?: only)?${until}`),
  ...flag('not-deprecated', `${from}(?:but )?(?:not|nothing) deprecated${until}`),
  form(
    `${from}(?:(?:on|via|using|with) )?(?:an? |the )?${place}[ -](?:based |hosted )?(?:servers?|endpoints?|only)(?: only)?${until}`,
    region,
    'g',
  ),
  form(`${from}(?:only )?(?:servers? |hosted )in the ${place}(?: only)?${until}`, region, 'g'),
  form(
    String.raw`\b(?:using|via|through|with) (?:an? |the )?${place}[ -](?:based |hosted )?(?:servers?|endpoints?)\b`,
    region,
    'g',
  ),
  form(String.raw`\b${tool} (?:hosted|running|with servers?) in the ${place}\b`, region, 'g'),
  form(`${from}(?:only |strictly )?read[ -]only(?: please)?${until}`, () => ({
    kind: 'effect',
    effect: 'read',
  })),
  form(String.raw`\b(?:with|using|only|through) read[ -]only (?:apis?|calls?|tools?)\b`, () => ({
    kind: 'effect',
    effect: 'read',
  })),
  form(
    String.raw`\b(?:without (?:changing|modifying|writing)|(?:do not|don't|must not) (?:change|modify|write)) anything${until}`,
    () => ({ kind: 'effect', effect: 'read' }),
  ),
];

const longestRequest = 5_000;

/**
 * The constraints on APIs that a request states in words, in the order in which they stand; nothing else that it says of
 * numbers, money, files or places. Of two that overlap the longer is read, and each constraint once.
 *
 * Example: `classify this with under 10M parameters and at least 70 % accuracy` → `params<10M`, `accuracy>=70%`.
 */
export function readConstraints(request: string): readonly ReadConstraint[] {
  const text = request.slice(0, longestRequest);
  const found = forms.flatMap(({ pattern, make }) =>
    [...text.matchAll(pattern)].flatMap((match): ReadConstraint[] => {
      const constraint = make(match.groups ?? {});
      if (constraint === undefined) return [];
      const whole = withDataset(text, match, constraint);
      return [
        { constraint: whole.constraint, text: text.slice(match.index, whole.end), start: match.index, end: whole.end },
      ];
    }),
  );
  return distinct(found);
}

function distinct(found: readonly ReadConstraint[]): readonly ReadConstraint[] {
  const longestFirst = [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: ReadConstraint[] = [];
  const texts = new Set<string>();
  for (const each of longestFirst) {
    const name = constraintText(each.constraint);
    if (texts.has(name) || kept.some(({ start, end }) => each.start < end && start < each.end)) continue;
    texts.add(name);
    kept.push(each);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** `… accuracy above 0.7 on ImageNet`: a name in capitals, or a well-known one. */
const namedDataset =
  /^\s+on (?:the )?([A-Z][\w.-]*(?: [A-Z0-9][\w.-]*){0,2}|imagenet|coco|librispeech|squad|kinetics)\b/;

function withDataset(text: string, match: RegExpExecArray, constraint: Constraint) {
  const end = match.index + match[0].length;
  if (constraint.kind !== 'bound' || metricOf(constraint.of) === undefined) return { constraint, end };
  const named = namedDataset.exec(text.slice(end, end + 80));
  if (named?.[1] === undefined) return { constraint, end };
  return { constraint: { ...constraint, dataset: named[1].replace(/\.+$/, '') }, end: end + named[0].length };
}

function comparisonOf(words = ''): Comparison | undefined {
  return comparisons.find(([, all]) => all.split('|').includes(words.toLowerCase()))?.[0];
}

function bound(of: 'params' | 'size', parse: (text: string) => number | undefined): Form['make'] {
  return ({ comparison: words, number: digits = '', unit = '' }) => {
    const value = parse(`${digits}${unit}`);
    const compared = comparisonOf(words);
    // A function of fewer than three parameters is no small model.
    if (value === undefined || compared === undefined || (of === 'params' && value < 1_000)) return undefined;
    return { kind: 'bound', of, comparison: compared, value };
  };
}

function figure({
  comparison: words,
  number: digits = '',
  percent,
  metric: name = '',
  dataset,
}: Readonly<Record<string, string | undefined>>) {
  const metric = metricOf(name)?.metric;
  const compared = comparisonOf(words);
  if (metric === undefined || compared === undefined) return undefined;
  const text = digits.replace(/[.,]$/, '');
  const value = boundOfMetric(metric.unit === 'percent', percent === undefined ? text : `${text}%`);
  // The name of a data set stands between in capitals; the expression does not tell them from other words.
  const named = dataset !== undefined && /^[A-Z]/.test(dataset) ? { dataset: dataset.trim() } : {};
  return value === undefined
    ? undefined
    : ({ kind: 'bound', of: metric.name, comparison: compared, value, ...named } as const);
}

function region({ place: name = '' }: Readonly<Record<string, string | undefined>>): Constraint | undefined {
  const found = places[name.toLowerCase()];
  return found === undefined ? undefined : { kind: 'region', region: found };
}
