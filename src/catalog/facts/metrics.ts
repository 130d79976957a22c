/** How the values of a metric are written; `percent` metrics are kept from 0 to 100 however they are written. */
export type MetricUnit = 'percent' | 'number' | 'db';

export interface Metric {
  /** Its one name here, which `--where` takes. */
  readonly name: string;
  readonly unit: MetricUnit;
  readonly better: 'higher' | 'lower';
}

interface KnownMetric extends Metric {
  /** Of a name in lower case, words parted by single spaces. */
  readonly pattern: RegExp;
  /** The pattern names how often it goes wrong: 100 less the value is the metric. */
  readonly inverted?: true;
}

const higher = (name: string, pattern: RegExp, unit: MetricUnit = 'percent'): KnownMetric => ({
  name,
  pattern,
  unit,
  better: 'higher',
});
const lower = (name: string, pattern: RegExp, unit: MetricUnit = 'number'): KnownMetric => ({
  name,
  pattern,
  unit,
  better: 'lower',
});

/** The longer names come before those that are part of them. */
const known: readonly KnownMetric[] = [
  { ...higher('top-1', /^top 1 err(?:or)?(?: rate)?$/), inverted: true },
  { ...higher('top-5', /^top 5 err(?:or)?(?: rate)?$/), inverted: true },
  higher('top-1', /^(?:accuracy )?top 1(?: acc(?:uracy)?)?$/),
  higher('top-5', /^(?:accuracy )?top 5(?: acc(?:uracy)?)?$/),
  higher('top-20', /^top 20(?: acc(?:uracy)?)?$/),
  higher('top-100', /^top 100(?: acc(?:uracy)?)?$/),
  higher('pixel-accuracy', /^(?:global )?pixel(?:wise)? acc(?:uracy)?$/),
  higher('accuracy', /^(?!top \d)(?:.* )?acc(?:uracy)?$/),
  higher('exact-match', /^(?:.* )?(?:exact(?: match)?|em)$/),
  higher('f1', /^(?:.* )?f1(?: score| measure)?$/),
  higher('precision', /^(?:.* )?precision$/),
  higher('recall', /^(?!.*top \d)(?:.* )?recall$/),
  higher('map', /^(?:.* )?map(?:(?: ?val| ?test)?(?: ?@)? ?\d?[\d.:]*(?: ?iou)?)?(?: box| mask)?$/),
  higher('ap', /^(?:box |segmentation |mask )?ap$/),
  higher('iou', /^(?:.* )?(?:m(?:ean )?iou|iou|mean intersection over union)$/),
  higher('bleu', /^(?:.* )?(?:sacre)?bleu(?: ?4)?(?: score)?$/),
  higher('chrf', /^chr ?f(?:\+\+)?$/),
  higher('rouge-1', /^(?:eval |test |validation )?rouge ?1$/),
  higher('rouge-2', /^(?:eval |test |validation )?rouge ?2$/),
  higher('rouge-lsum', /^(?:eval |test |validation )?rouge ?lsum$/),
  higher('rouge-l', /^(?:eval |test |validation )?rouge ?l$/),
  higher('mrr', /^mrr(?: ?@ ?\d+)?$/),
  higher('ndcg', /^(?:.* )?ndcg(?: ?@ ?\d+)?$/),
  higher('auc', /^(?:roc )?auc$/),
  higher('r2', /^r(?:2|²| squared)$/, 'number'),
  higher('pearson', /^pearson(?:'s)?(?: r)?(?: correlation)?(?: coefficient)?$/, 'number'),
  higher('spearman', /^spearman(?:'s)?(?: correlation)?(?: coefficient)?$/, 'number'),
  higher('psnr', /^psnr$/, 'db'),
  higher('ssim', /^ssim$/, 'number'),
  higher('si-sdr', /^si sdr$/, 'db'),
  higher('pesq', /^(?:test )?(?:set )?pesq$/, 'number'),
  higher('stoi', /^stoi$/, 'number'),
  higher('cider', /^cider$/, 'number'),
  higher('inception-score', /^inception score$/, 'number'),
  higher('fps', /^(?:speed )?fps$/, 'number'),
  lower('wer', /^(?:test |clean |other )?(?:wer|word error rate)(?: \+ ?lm)?$/, 'percent'),
  lower('cer', /^(?:test )?(?:cer|character error rate)(?: \+ ?lm)?$/, 'percent'),
  lower('der', /^(?:der|diari[sz]ation error rate)$/, 'percent'),
  lower('perplexity', /^(?:perplexity|ppl)$/),
  lower('fid', /^r?fid(?: score)?$/),
  lower('rmse', /^(?:rmse|root mean squared error)$/),
  lower('mse', /^(?:mse|mean squared error)$/),
  lower('mae', /^(?:mae|mean absolute error)$/),
  lower('loss', /^(?:validation )?loss$/),
];

/** Every metric, once, in the order in which it is looked for. */
export const metrics: readonly Metric[] = [...new Map(known.map(metric => [metric.name, metric])).values()].map(
  ({ name, unit, better }) => ({ name, unit, better }),
);

export interface NamedMetric {
  readonly metric: Metric;
  /** The name is of the error rate: 100 less the value is the metric. */
  readonly isInverted: boolean;
}

/** The metric that a name is of, whatever its case and marks (`Top-1 Acc.`, `mAP@0.5 (%)`, `test_WER`). */
export function metricOf(name: string): NamedMetric | undefined {
  if (name.length > 60) return undefined;
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[()[\]%]|\bof\b|\bthe\b/g, ' ')
    .replace(/\btop(?=\d)/g, 'top ')
    .replace(/(?<=acc)\.|[_-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const found = known.find(({ pattern }) => pattern.test(words));
  if (found === undefined) return undefined;
  const { name: own, unit, better, inverted = false } = found;
  return { metric: { name: own, unit, better }, isInverted: inverted };
}
