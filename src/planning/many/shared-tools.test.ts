import { describe, expect, it } from 'vitest';
import { type ChatModel, scripted } from '../../models/index.js';
import { ok, testApi, testTools } from '../planner.contract.js';
import { sharedTools } from './shared-tools.js';

const request = { messages: [{ role: 'user', content: 'do it' }] } as const;

async function replyOf(model: ChatModel, signal?: AbortSignal): Promise<string> {
  const stream = model.chat(signal === undefined ? request : { ...request, signal });
  for (;;) {
    const next = await stream.next();
    if (next.done) return next.value.message.content;
  }
}

describe('shared tools', () => {
  it('are the tools themselves where nothing is limited', () => {
    const tools = testTools(scripted(['yes']), []);
    expect(sharedTools({})(tools)).toEqual(tools);
  });

  it('make replies wait for a place, which is left at the end and by a stream that is left', async () => {
    const share = sharedTools({ maxReplies: 1 });
    const [one, other] = ['one', 'other'].map(
      text =>
        share(
          testTools(
            scripted(() => `from ${text}`),
            [],
          ),
        ).model,
    ) as [ChatModel, ChatModel];
    expect(await replyOf(one)).toBe('from one');
    const half = one.chat(request);
    await half.next();
    let hasReply = false;
    const waiting = replyOf(other).then(() => (hasReply = true));
    await new Promise(setImmediate);
    expect(hasReply).toBe(false);
    await half.return(undefined as never);
    await waiting;
  });

  it('give the place of a reply that never comes to others, once its run is aborted', async () => {
    const share = sharedTools({ maxReplies: 1 });
    const deaf: ChatModel = {
      ...scripted([]),
      async *chat() {
        return await new Promise(() => {});
      },
    };
    const stop = new AbortController();
    void replyOf(share(testTools(deaf, [])).model, stop.signal);
    const other = replyOf(share(testTools(scripted(['at last']), [])).model);
    await new Promise(setImmediate);
    stop.abort();
    expect(await other).toBe('at last');
  });

  it('leave a place at once that comes too late', async () => {
    const share = sharedTools({ maxReplies: 1 });
    const stop = new AbortController();
    const late = replyOf(share(testTools(scripted(['too late']), [])).model, stop.signal);
    stop.abort(new Error('Ctrl-C'));
    await expect(late).rejects.toThrow('Ctrl-C');
    expect(await replyOf(share(testTools(scripted(['next']), [])).model)).toBe('next');
  });

  it('let calls to different providers go on beside each other', async () => {
    const share = sharedTools({ maxCallsPerProvider: 1 });
    let end = () => {};
    const { executor } = share({
      ...testTools(scripted([]), []),
      executor: {
        call: api =>
          api.provider === 'slow'
            ? new Promise(resolve => (end = () => resolve(ok(''))))
            : Promise.resolve(ok('quick')),
      },
    });
    const slow = executor.call({ ...testApi('look'), provider: 'slow' }, {});
    expect(await executor.call({ ...testApi('look'), provider: 'quick' }, {})).toMatchObject({ body: 'quick' });
    const next = executor.call({ ...testApi('look'), provider: 'slow' }, {});
    await new Promise(setImmediate);
    end();
    await slow;
    await new Promise(setImmediate);
    end();
    expect(await next).toMatchObject({ status: 'ok' });
  });
});
