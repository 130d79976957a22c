import type { Api } from '../catalog/index.js';
import { inert } from '../execution/index.js';
import type { RunEnd } from '../planning/index.js';
import type { RecordedEvent } from '../trajectory/index.js';
import { type Io, note, print, printJson } from './io.js';

/** Prints the pages that a call gave, and why there are no more. */
export function showPages(
  io: Io,
  api: Api,
  events: readonly RecordedEvent[],
  { reason = '' }: RunEnd,
  path: string,
  { json }: { readonly json?: boolean },
): void {
  const observations = events.flatMap(event => (event.type === 'call-end' ? [event.observation] : []));
  if (json) printJson(io, { api: api.id, observations, ended: reason, run: path });
  else {
    const answer = events.find(event => event.type === 'answer');
    if (answer?.type === 'answer') print(io, inert(answer.text));
  }
  for (const warning of new Set(observations.flatMap(({ warnings = [] }) => warnings))) {
    note(io, `capuchin: ${inert(warning)}`);
  }
  const pages = observations.length === 1 ? 'page' : 'pages';
  note(io, `capuchin: ${observations.length} ${pages} read; ${inert(reason.split('\n', 1)[0] ?? '')}`);
}
