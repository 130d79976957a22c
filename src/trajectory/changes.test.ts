import { describe, expect, it } from 'vitest';
import type { Observation } from '../execution/index.js';
import { changesOf } from './changes.js';
import type { RecordedEvent, RunEvent } from './event.js';

const ran = { provenance: 'live', elapsedMs: 1, coerced: [] } as const;
const step = { kind: 'call', description: 'delete it', api: 'c/DELETE', arguments: { id: 1 } } as const;

/** A call, and what it came to; without an observation it never ended. */
function called(callId: string, effect: 'read' | 'reversible' | 'irreversible', observation?: Observation): RunEvent[] {
  const start = {
    type: 'call-start',
    node: 1,
    callId,
    name: callId,
    apiId: `c/${callId}`,
    effect,
    arguments: {},
  } as const;
  return observation === undefined ? [start] : [start, { type: 'call-end', node: 1, callId, observation }];
}

function changes(...events: RunEvent[]) {
  return changesOf(events.map((event, seq): RecordedEvent => ({ ...event, seq, at: 0 })));
}

describe('changesOf', () => {
  it('gives what changed something, with what takes it back or why nothing does', () => {
    const found = changes(
      ...called('look', 'read', { status: 'ok', body: '', ...ran }),
      ...called('make', 'reversible', { status: 'ok', body: '', undo: step, ...ran }),
      ...called('lose', 'reversible', { status: 'ok', body: '', warnings: ['cannot be undone after all: x'], ...ran }),
      ...called('burn', 'irreversible', { status: 'ok', body: '', ...ran }),
      ...called('hang', 'irreversible', { status: 'timeout', afterMs: 1, ...ran }),
      ...called('cut', 'irreversible'),
    );
    expect(found.map(({ key, undo }) => [key, undo])).toEqual([
      ['1/make', step],
      ['1/lose', { impossible: 'cannot be undone after all: x' }],
      ['1/burn', { impossible: 'it cannot be taken back' }],
      ['1/hang', { impossible: 'it failed, and whether it changed anything is unknown' }],
      ['1/cut', { impossible: 'the run ended while the call was under way; whether it was made is unknown' }],
    ]);
  });

  it('leaves out what was taken back within the run, and the taking back', () => {
    const undo = (callId: string, undoes: string, observation: Observation): RunEvent[] => [
      { type: 'call-start', node: 1, callId, name: 'unmake', apiId: 'c/unmake', arguments: {}, undoes },
      { type: 'call-end', node: 1, callId, observation },
    ];
    const found = changes(
      ...called('made', 'reversible', { status: 'ok', body: '', undo: step, ...ran }),
      ...called('kept', 'reversible', { status: 'ok', body: '', undo: step, ...ran }),
      ...undo('undo-made', '1/made', { status: 'ok', body: '', ...ran }),
      ...undo('undo-kept', '1/kept', { status: 'failed', reason: 'x', ...ran }),
    );
    expect(found.map(({ key }) => key)).toEqual(['1/kept']);
  });

  it('leaves out what changed nothing: refused, failed, repeated from a recording or made up', () => {
    const found = changes(
      ...called('no', 'irreversible', { status: 'denied', reason: 'x', provenance: 'none', elapsedMs: 0, coerced: [] }),
      ...called('bad', 'irreversible', { status: 'http-error', httpStatus: 400, body: '', ...ran }),
      ...called('old', 'irreversible', { status: 'ok', body: '', ...ran, provenance: 'recorded' }),
      ...called('dream', 'irreversible', { status: 'ok', body: '', ...ran, provenance: 'simulated' }),
      { type: 'call-start', node: 1, callId: 'x', name: 'unknown', arguments: {} },
    );
    expect(found).toEqual([]);
  });
});
