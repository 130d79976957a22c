import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { readPerformance } from './performance.js';

/** Figures as `metric[dataset]{subject}=value`. */
function figures(value: JsonValue): string[] {
  return readPerformance(value).figures.map(
    ({ metric, dataset, subject, value: number }) =>
      `${metric}${dataset === undefined ? '' : `[${dataset}]`}${subject === undefined ? '' : `{${subject}}`}=${number}`,
  );
}

describe('readPerformance', () => {
  it('reads figures, where they stand, and a count of parameters', () => {
    const value = { dataset: 'Kinetics 400', accuracy: { top_1: 74.58, top_5: 91.63 }, 'Params (M)': 32.45 };
    expect(readPerformance(value)).toEqual({
      figures: [
        {
          metric: 'top-1',
          value: 74.58,
          unit: 'percent',
          dataset: 'Kinetics 400',
          origin: { field: 'performance.accuracy.top_1', text: '74.58' },
        },
        {
          metric: 'top-5',
          value: 91.63,
          unit: 'percent',
          dataset: 'Kinetics 400',
          origin: { field: 'performance.accuracy.top_5', text: '91.63' },
        },
      ],
      parameters: { value: 32_450_000, origin: { field: 'performance.Params (M)', text: '32.45' } },
    });
  });

  it.each<[string, JsonValue, readonly string[]]>([
    [
      'lists of data sets',
      {
        dataset: [
          { name: 'NQ', accuracy: { top_20: 78.4 } },
          { name: 'WQ', accuracy: '73%' },
        ],
      },
      ['top-20[NQ]=78.4', 'accuracy[WQ]=73'],
    ],
    [
      'data sets as names',
      { dataset: { imdb: { accuracy: 0.9 }, yelp: { f1: 0.8 } } },
      ['accuracy[imdb]=90', 'f1[yelp]=80'],
    ],
    [
      'variants as names',
      { dataset: 'ImageNet', accuracy: { vgg11: { 'Top-1 error': 30.98 } } },
      ['top-1[ImageNet]{vgg11}=69.02'],
    ],
    ['lists side by side', { dataset: ['a', 'b'], accuracy: [0.9, 0.8] }, ['accuracy[a]=90', 'accuracy[b]=80']],
    [
      'other metrics under accuracy',
      { accuracy: { Loss: 0.44, Rmse: 0.62, Delta1: 0.38, PSIM: 0.9 } },
      ['loss=0.44', 'rmse=0.62'],
    ],
    ['per cent in names', { accuracy: { 'Recall (%)': 0.9 } }, ['recall=0.9']],
    ['a language', { dataset: [{ language: 'English', accuracy: '67%' }] }, ['accuracy{English}=67']],
  ])('%s', (_, value, expected) => {
    expect(figures(value)).toEqual(expected);
  });

  it.each<[string, JsonValue]>([
    ['places that contradict each other', { accuracy: { 'top-1': 22.38, 'top-5': 6.3 } }],
    [
      'correlations and error rates called accuracy',
      [
        { dataset: 'STS benchmark', accuracy: '0.803' },
        { dataset: 'LibriSpeech', accuracy: { clean: 3.4 } },
      ],
    ],
    ['rewards', { dataset: 'PongNoFrameskip-v4', accuracy: '21.00 +/- 0.00' }],
    ['settings', { accuracy: { onset: 0.684, min_duration_on: 0.181 } }],
    ['numbers of nobody knows what', { dataset: { CIFAR10: 96 }, accuracy: 'various' }],
    ['no objects', [null, true, 'text', 5, [['accuracy', 90]]]],
  ])('does not read %s', (_, value) => {
    expect(figures(value)).toEqual([]);
  });

  it.each<[JsonValue, number | undefined]>([
    [{ parameters: '25.6M' }, 25_600_000],
    [{ num_params: 25_557_032 }, 25_557_032],
    [{ 'Number of parameters (B)': '1.2' }, 1.2e9],
    [{ params: 34.57 }, undefined],
    [{ a: { params: '5M' }, b: { params: '6M' } }, undefined],
    [{ a: { params: '5M' }, b: { params: '5 million' } }, 5_000_000],
    [{ params: 'about 5M' }, undefined],
  ])('counts the parameters of %j', (value, count) => {
    expect(readPerformance(value).parameters?.value).toBe(count);
  });

  it('reads sizes with their unit', () => {
    expect(readPerformance({ model_size: '97.8 MB' }).sizeBytes?.value).toBe(97_800_000);
    expect(readPerformance({ 'Size (MB)': 12.5 }).sizeBytes?.value).toBe(12_500_000);
    expect(readPerformance({ size: 12 }).sizeBytes).toBeUndefined();
  });

  it('is not put out by hostile documents', () => {
    const deep = JSON.parse(`${'{"accuracy":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as JsonValue;
    expect(figures(deep)).toEqual([]);
    const nested = JSON.parse(`${'['.repeat(5_000)}{"accuracy":1}${']'.repeat(5_000)}`) as JsonValue;
    expect(figures(nested)).toEqual([]);
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`accuracy${i} acc`, 0.5]));
    expect(figures(wide).length).toBe(500);
    expect(figures(JSON.parse('{"__proto__":{"accuracy":0.5},"constructor":{"accuracy":0.6}}') as JsonValue)).toEqual([
      'accuracy{__proto__}=50',
      'accuracy{constructor}=60',
    ]);
    expect(figures({ accuracy: '1'.repeat(100_000) })).toEqual([]);
  });
});

const pack = new URL('../../../../shared/data/apibench/apis.jsonl', import.meta.url);

describe.skipIf(!existsSync(pack))(`the documents of APIBench${existsSync(pack) ? '' : ' (pack absent)'}`, () => {
  it('are read as far as they say something', () => {
    const counts: Record<string, object> = {};
    const rows = readFileSync(pack, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { hub: string; performance: JsonValue });
    for (const hub of new Set(rows.map(row => row.hub))) {
      const read = rows.filter(row => row.hub === hub).map(row => readPerformance(row.performance));
      counts[hub] = {
        documents: read.length,
        withFigures: read.filter(each => each.figures.length > 0).length,
        figures: read.flatMap(each => each.figures).length,
        withParameters: read.filter(each => each.parameters !== undefined).length,
      };
    }
    expect(counts).toEqual({
      torchhub: { documents: 94, withFigures: 68, figures: 147, withParameters: 9 },
      huggingface: { documents: 936, withFigures: 368, figures: 973, withParameters: 0 },
      tensorflowhub: { documents: 696, withFigures: 441, figures: 464, withParameters: 0 },
    });
  });
});
