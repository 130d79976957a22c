import { createLogUpdate } from 'log-update';
import type { RecordedEvent } from '../trajectory/index.js';
import { runTree } from '../trajectory/index.js';
import { coloursFor, type Io, widthOf } from './io.js';
import { runLines } from './run-view.js';

/** Shows a run on stderr while it happens. */
export interface RunView {
  see(event: RecordedEvent): void;
  /** Shows what was before, at once. */
  recall(events: readonly RecordedEvent[]): void;
  /** Lets somebody else use the screen; what is drawn afterwards stands below. */
  leave<T>(use: () => Promise<T>): Promise<T>;
  /** Leaves the last state on the screen and gives the line back. */
  close(): void;
}

/** The tree, redrawn in place. */
export function liveView(io: Io): RunView {
  const log = createLogUpdate(io.stderr as NodeJS.WriteStream);
  const colours = coloursFor(io, 'stderr');
  const events: RecordedEvent[] = [];
  let saying = '';
  const draw = () => {
    const columns = widthOf(io, 'stderr') - 1;
    const rows = (io.stderr as NodeJS.WriteStream).rows ?? 24;
    const lines = runLines(runTree(events), columns, colours);
    if (saying !== '') lines.push(colours.dim(saying.replace(/\s+/g, ' ').slice(-columns)));
    // A tree taller than the screen cannot be redrawn in place: its end is what changes.
    log(lines.slice(-Math.max(3, rows - 2)).join('\n'));
  };
  return {
    see(event) {
      if (event.type === 'text-delta') saying += event.text;
      else {
        saying = '';
        events.push(event);
      }
      draw();
    },
    recall(before) {
      events.push(...before);
      draw();
    },
    leave(use) {
      log.done();
      return use();
    },
    close: () => log.done(),
  };
}

/** Nothing: for pipes, where the answer alone is wanted. */
export const quietView: RunView = { see() {}, recall() {}, leave: use => use(), close() {} };
