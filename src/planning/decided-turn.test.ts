import { describe, expect, it } from 'vitest';
import { type DetailedReply, scripted } from '../models/index.js';
import { direct } from './direct/direct.js';
import { runToEnd, testApi, testTools } from './planner.contract.js';

const sure = (none: number): Pick<DetailedReply, 'confidence'> => ({
  confidence: { none, meanLogprob: -0.1, minLogprob: -0.5 },
});
const call: DetailedReply = { toolCalls: [{ name: 'add', arguments: {} }] };

async function decided(replies: readonly DetailedReply[], probability?: number) {
  const model = scripted(replies);
  const tools = testTools(model, [testApi('add')]);
  const fit = () => ({ probability: probability ?? 0, threshold: 0.3 });
  const retriever = probability === undefined ? tools.retriever : { ...tools.retriever, fit };
  const { end, events } = await runToEnd(direct(), { ...tools, retriever });
  const fits = events.filter(event => event.type === 'reply-fit');
  return {
    outcome: end.outcome,
    called: tools.called.length,
    fits,
    choices: model.requests.map(each => each.toolChoice),
  };
}

describe('decidedTurn', () => {
  it('drops a call that is doubtful', async () => {
    const { outcome, called, fits } = await decided([{ ...call, ...sure(0.999) }], 0.05);
    expect([outcome, called, fits.length]).toEqual(['nothing-fits', 0, 1]);
  });

  it('has a model call that called nothing against good evidence', async () => {
    const { outcome, called, choices } = await decided(
      [
        { text: '', ...sure(0.3) },
        { ...call, ...sure(0.3) },
      ],
      0.95,
    );
    expect([outcome, called, choices]).toEqual(['answered', 1, ['auto', 'required']]);
  });

  it('leaves alone where both agree, and where one of them cannot tell', async () => {
    expect(await decided([{ ...call, ...sure(0.01) }], 0.9)).toMatchObject({ outcome: 'answered', choices: ['auto'] });
    expect(await decided([{ text: '', ...sure(0.99) }], 0.1)).toMatchObject({ outcome: 'nothing-fits', called: 0 });
    expect(await decided([{ ...call, ...sure(0.999) }])).toMatchObject({ outcome: 'answered', fits: [] });
    expect(await decided([call], 0.05)).toMatchObject({ outcome: 'answered', fits: [] });
  });
});
