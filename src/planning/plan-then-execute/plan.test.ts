import { describe, expect, it } from 'vitest';
import { readPlan } from './plan.js';

describe('readPlan', () => {
  it.each([
    ['Find the id of the film.', { kind: 'sub-task', text: 'Find the id of the film.' }],
    ['Plan step 2: Find the cast of film 155.', { kind: 'sub-task', text: 'Find the cast of film 155.' }],
    ['Continue. Get the second page too.', { kind: 'continue', text: 'Continue. Get the second page too.' }],
    ['Continuous delivery jobs in Oslo', { kind: 'sub-task', text: 'Continuous delivery jobs in Oslo' }],
    ['Final Answer: Heath Ledger.', { kind: 'final', text: 'Heath Ledger.' }],
    ['I know enough.\n**Final Answer:** 42', { kind: 'final', text: '42' }],
    ['That is the Final Answer', { kind: 'final', text: 'That is the Final Answer' }],
    ['Find it.\nAPI response: it is 7\nFinal Answer: 7', { kind: 'sub-task', text: 'Find it.' }],
    ['Find it.\nPlan step 3: Then sell it.', { kind: 'sub-task', text: 'Find it.' }],
    ['API response: made up', undefined],
    ['  ', undefined],
  ])('reads %j', (said, plan) => {
    expect(readPlan(said)).toEqual(plan);
  });
});
