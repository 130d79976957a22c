import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { askApproval } from './ask-approval.js';
import { coloursFor, type Io } from './io.js';

function terminal(typed: string, isTTY = true) {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  stderr.on('data', chunk => {
    shown += chunk;
  });
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.write(typed);
  const io = {
    stdin,
    stderr,
    stdout: stderr,
    env: { NO_COLOR: '1' },
    signal: new AbortController().signal,
  } as unknown as Io;
  return { io, shown: () => shown };
}

const request = {
  api: { name: 'erase_disk', effect: 'irreversible' } as Api,
  arguments: { disk: 'C\u001b[2J' },
  effect: 'irreversible' as const,
};

describe('askApproval', () => {
  it.each([
    ['y\n', 'yes'],
    ['YES\n', 'yes'],
    ['a\n', 'always'],
    ['\n', 'no'],
    ['n\n', 'no'],
    ['maybe\n', 'no'],
  ])('takes %j as %s', async (typed, expected) => {
    const { io, shown } = terminal(typed);
    expect(await askApproval(io)?.(request)).toBe(expected);
    expect(shown()).toContain('irreversible call, it cannot be taken back');
    expect(shown()).toContain('erase_disk {');
    expect(shown()).not.toContain('\u001b[2J');
  });

  it('shows the exact request when asked for it, and asks again', async () => {
    const { io, shown } = terminal('?\ny\n');
    const invocation = { kind: 'function', module: 'm', function: 'erase\u001b[2J' } as const;
    const api = { ...request.api, invocation, description: 'Erases a disk.\nAll of it.' } as Api;
    expect(await askApproval(io)?.({ ...request, api })).toBe('yes');
    expect(shown()).toContain('function erase of m');
    expect(shown()).toContain('Erases a disk.');
    expect(shown().match(/Make this call\?/g)).toHaveLength(2);
  });

  it('says how a call is taken back, or why it cannot be', async () => {
    const reversible = terminal('n\n');
    await askApproval(reversible.io)?.({ ...request, effect: 'reversible', undo: 'put it back' });
    expect(reversible.shown()).toContain('reversible call, it can be taken back: put it back');
    const irreversible = terminal('n\n');
    await askApproval(irreversible.io)?.({ ...request, whyIrreversible: 'HTTP 500', reason: 'by rule 3' });
    expect(irreversible.shown()).toContain('it cannot be taken back (HTTP 500)');
    expect(irreversible.shown()).toContain('by rule 3');
  });

  it('asks nobody where nobody sits', () => {
    expect(askApproval(terminal('y\n', false).io)).toBeUndefined();
  });
});

describe('coloursFor', () => {
  const colour = (env: Record<string, string>, isTTY: boolean) =>
    coloursFor({ env, stdout: { isTTY } } as unknown as Io, 'stdout').isColorSupported;

  it('colours terminals only, and neither dumb ones nor against NO_COLOR', () => {
    expect(colour({}, true)).toBe(true);
    expect(colour({}, false)).toBe(false);
    expect(colour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(colour({ TERM: 'dumb' }, true)).toBe(false);
    expect(colour({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(colour({ FORCE_COLOR: '0' }, true)).toBe(false);
  });
});
