import { describe, expect, it } from 'vitest';
import { metricOf, metrics } from './metrics.js';

const named = (name: string) => {
  const found = metricOf(name);
  return found === undefined ? undefined : `${found.isInverted ? '100 - ' : ''}${found.metric.name}`;
};

describe('metricOf', () => {
  it.each([
    ['accuracy', 'accuracy'],
    ['Accuracy (%)', 'accuracy'],
    ['matched_acc', 'accuracy'],
    ['Top-1 Acc.', 'top-1'],
    ['top1', 'top-1'],
    ['top-5_error', '100 - top-5'],
    ['Top-1 error', '100 - top-1'],
    ['top_20', 'top-20'],
    ['Global Pixelwise Accuracy', 'pixel-accuracy'],
    ['mAPval0.5:0.95', 'map'],
    ['mAP@0.5 (%)', 'map'],
    ['mAP50(%)', 'map'],
    ['box_AP', 'ap'],
    ['Drivable mIoU (%)', 'iou'],
    ['PER_f1', 'f1'],
    ['F1-Score', 'f1'],
    ['Exact Match', 'exact-match'],
    ['BLEU', 'bleu'],
    ['chr-F', 'chrf'],
    ['ROUGE-LSUM', 'rouge-lsum'],
    ['Test WER (+LM)', 'wer'],
    ['word error rate', 'wer'],
    ['DER%', 'der'],
    ['Pearson correlation coefficient', 'pearson'],
    ['PPL', 'perplexity'],
    ['FID_score', 'fid'],
    ['validation loss', 'loss'],
  ])('%s is %s', (name, metric) => {
    expect(named(name)).toBe(metric);
  });

  it.each(['', 'dataset', 'top 3 accuracy', 'accuracy improvement', 'onset', 'constructor', 'x'.repeat(100)])(
    '"%s" is none',
    name => {
      expect(named(name)).toBeUndefined();
    },
  );

  it('knows every metric by its own name', () => {
    const strange = metrics.filter(({ name }) => named(name.replaceAll('-', ' ')) !== name);
    expect(strange).toEqual([]);
  });
});
