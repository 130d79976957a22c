import { describe, expect, it } from 'vitest';
import { figuresIn, metricValue } from './figure.js';
import { metricOf, type NamedMetric } from './metrics.js';

const accuracy = metricOf('accuracy') as NamedMetric;
const of = (text: string, datasets = '') =>
  figuresIn(text, accuracy, datasets).map(({ metric, value, dataset }) => [
    metric,
    value,
    ...(dataset === undefined ? [] : [dataset]),
  ]);

describe('figuresIn', () => {
  it.each<[string, readonly (readonly (string | number)[])[]]>([
    ['71.0%', [['accuracy', 71]]],
    [
      'Top-1 Accuracy: 71.0%, Top-5 Accuracy: 90.1%',
      [
        ['top-1', 71],
        ['top-5', 90.1],
      ],
    ],
    [
      'Top-1 accuracy of 80.1% and Top-5 accuracy of 95.1%',
      [
        ['top-1', 80.1],
        ['top-5', 95.1],
      ],
    ],
    ['71.0% (top-1)', [['top-1', 71]]],
    ['81.6% top-1 accuracy on AudioSet', [['top-1', 81.6, 'AudioSet']]],
    ['mAP of 0.22', [['map', 22]]],
    ['mAP@0.5IOU = 32.8%', [['map', 32.8]]],
    ['22.2 mAP', [['map', 22.2]]],
    ['AP 44.9', [['ap', 44.9]]],
    ['0.78 (Pearson correlation)', [['pearson', 0.78]]],
    ['85.1% Pearson correlation', [['pearson', 0.851]]],
    ['82.1% mean intersection-over-union (mIOU)', [['iou', 82.1]]],
    [
      'PSNR: 29.8 dB, SSIM: 0.902',
      [
        ['psnr', 29.8],
        ['ssim', 0.902],
      ],
    ],
    [
      '86.9% on SNLI, 78.9% on MultiNLI',
      [
        ['accuracy', 86.9, 'SNLI'],
        ['accuracy', 78.9, 'MultiNLI'],
      ],
    ],
    ['MSE of 0.30 on the development set', [['mse', 0.3]]],
  ])('%s', (text, figures) => {
    expect(of(text)).toEqual(figures);
  });

  it('takes names in brackets for data sets only where they are', () => {
    expect(of('86.7% (SNLI), 78.6% (MultiNLI)', 'SNLI, MultiNLI')).toEqual([
      ['accuracy', 86.7, 'SNLI'],
      ['accuracy', 78.6, 'MultiNLI'],
    ]);
    expect(of('68.7% (Mean Success)', 'CortexBench')).toEqual([]);
  });

  it.each([
    '~0.5% top1 improvement over ResNet50 v1',
    '+2.8% CIDEr',
    '80-90%',
    '>=70.0%',
    'Pearson correlation coefficient > 0.8',
    '47.60/24.83/39.64',
    'See table 11 in the paper',
    '600 GPU-hours with Nvidia A100 80G',
    '71% top-1, trained on 3 machines',
    `${'1, '.repeat(400)}`,
    'a'.repeat(10_000),
  ])('reads nothing in "%s"', text => {
    expect(of(text)).toEqual([]);
  });
});

describe('metricValue', () => {
  const value = (name: string, number: number, unit = '') =>
    metricValue(metricOf(name) as NamedMetric, { value: number, unit });

  it('keeps shares as per cent, and error rates as what they leave', () => {
    expect([
      value('accuracy', 0.779),
      value('accuracy', 77.9),
      value('accuracy', 0.5, '%'),
      value('top-1 error', 23.85),
    ]).toEqual([77.9, 77.9, 0.5, 76.15]);
  });

  it('takes nothing that cannot be one', () => {
    const none = [
      value('accuracy', 500),
      value('accuracy', -1),
      value('accuracy', 1.2582),
      value('loss', 3, 'db'),
      value('f1', Number.NaN),
    ];
    expect(none).toEqual(Array(5).fill(undefined));
    expect(value('wer', 120, '%')).toBe(120);
  });
});
