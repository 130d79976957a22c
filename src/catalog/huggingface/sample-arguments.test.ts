import { expect, it } from 'vitest';
import { sampleArguments } from './sample-arguments.js';

it.each([
  ['fill-mask', 'A <mask>.', { inputs: 'A <mask>.' }],
  ['question-answering', { text: 'Who?', context: 'Ann.' }, { inputs: { question: 'Who?', context: 'Ann.' } }],
  [
    'table-question-answering',
    { text: 'How many?', table: { Stars: [3, 4] } },
    { inputs: { question: 'How many?', table: { Stars: ['3', '4'] } } },
  ],
  [
    'zero-shot-classification',
    { text: 'Broken!', candidate_labels: 'urgent, calm', multi_class: true },
    { inputs: 'Broken!', parameters: { candidate_labels: ['urgent', 'calm'], multi_label: true } },
  ],
  [
    'sentence-similarity',
    { source_sentence: 'a', sentences: ['b'] },
    { inputs: { source_sentence: 'a', sentences: ['b'] } },
  ],
  ['tabular-classification', { table: {} }, undefined],
  ['summarization', 'x'.repeat(5_000), undefined],
] as const)('%s', (task, sample, expected) => {
  expect(sampleArguments(task, sample)).toEqual(expected);
});
