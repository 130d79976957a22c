import { describe, expect, it } from 'vitest';
import { float, int, type PythonValue, str } from '../bfcl/python/python-value.js';
import { type SealAnswer, sealCounts, sealScores } from './seal-scores.js';

const call = (api: string, parameters: Record<string, PythonValue> = {}) => ({
  api,
  parameters: new Map(Object.entries(parameters)),
});

const scores = (...answers: SealAnswer[]) => sealScores(answers.map(sealCounts));

describe('sealScores', () => {
  it('gives the worked example', () => {
    const right = [call('f', { a: int(1) }), call('g', { b: int(2) })];
    expect(scores({ right, made: [call('f', { a: int(1), c: int(3) })] })).toEqual({
      requests: 1,
      format: 1,
      tool_precision: 1,
      tool_recall: 0.5,
      tool_f1: expect.closeTo(2 / 3, 12),
      parameter_precision: 0.5,
      parameter_recall: 0.5,
      parameter_f1: 0.5,
      exact: 0,
    });
  });

  it('compares values as texts, as Python writes them', () => {
    const right = [call('f', { a: str('40.7'), b: str('2'), c: int(1) })];
    const made = [call('f', { a: float(40.7), b: int(2), c: float(1) })];
    expect(scores({ right, made })).toMatchObject({ parameter_precision: 2 / 3, exact: 0 });
  });

  it('adds requests up before it divides', () => {
    const answers = [
      { right: [call('f')], made: [call('f')] },
      { right: [call('f'), call('g'), call('h')], made: undefined },
    ];
    expect(scores(...answers)).toMatchObject({ format: 0.5, tool_precision: 1, tool_recall: 0.25, exact: 0.5 });
  });

  it('takes each right call once for an exact answer', () => {
    const twice = [call('f', { a: int(1) }), call('f', { a: int(2) })];
    const made = [call('f', { a: int(2) }), call('f', { a: int(1) })];
    expect(scores({ right: twice, made }).exact).toBe(1);
    expect(scores({ right: [call('f')], made: [call('f'), call('f')] })).toMatchObject({
      tool_precision: 1,
      exact: 0,
    });
  });

  it('counts answers as often as it is told to', () => {
    const counts = [
      { right: [call('f')], made: [call('f')] },
      { right: [call('g')], made: [] },
    ].map(sealCounts);
    expect(sealScores(counts, [3, 1])).toMatchObject({ requests: 4, exact: 0.75, tool_recall: 0.75 });
  });

  it('is nothing for nothing', () => {
    expect(scores()).toMatchObject({ requests: 0, format: 0, tool_f1: 0, parameter_f1: 0, exact: 0 });
  });
});
