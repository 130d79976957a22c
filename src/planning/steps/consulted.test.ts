import { describe, expect, it } from 'vitest';
import { parsePrompt } from '../../base/index.js';
import { type ScriptedReply, scripted } from '../../models/index.js';
import { testTools } from '../planner.contract.js';
import type { PlannerEvent } from '../planner.js';
import { consulted } from './consulted.js';
import { openSteps } from './steps.js';

const settings = { temperature: 0, seed: 0, maxTokens: 64, maxIdleSteps: 3 };

async function asked(reply: ScriptedReply) {
  const steps = openSteps('Do it.', testTools(scripted([reply]), []), settings);
  const question = {
    role: 'judge',
    parent: 0,
    messages: [{ role: 'user', content: 'How many?' }],
    prompts: { many: parsePrompt('How many?', 'many') },
  } as const;
  const read = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined);
  const asking = consulted(steps, question, { read, warning: 'no number' });
  const events: PlannerEvent[] = [];
  for (;;) {
    const next = await asking.next();
    if (next.done)
      return { value: next.value, warnings: events.flatMap(e => (e.type === 'model-end' ? e.warnings : [])) };
    events.push(next.value);
  }
}

describe('consulted', () => {
  it('gives what it reads of the reply', async () => {
    expect(await asked('12')).toEqual({ value: 12, warnings: [] });
  });

  it('gives nothing for a reply that it cannot read, and warns of it beside the warnings of the model', async () => {
    const reply = { text: 'A dozen', warnings: ['seed ignored'] };
    expect(await asked(reply)).toEqual({ value: undefined, warnings: ['seed ignored', 'no number'] });
  });

  it('warns once where the reply is told anew with its warnings', async () => {
    const reply = { text: 'A dozen', warnings: ['no number'] };
    expect(await asked(reply)).toEqual({ value: undefined, warnings: ['no number'] });
  });
});
