import { createInterface } from 'node:readline/promises';
import { type ApprovalRequest, inert } from '../execution/index.js';
import { coloursFor, type Io } from './io.js';

/**
 * Asks the person at the terminal whether a call may be made; undefined where nobody sits, so that nothing waits for an
 * answer that cannot come. Anything but a clear yes is a no.
 */
export function askApproval(io: Io): ((request: ApprovalRequest) => Promise<'yes' | 'no' | 'always'>) | undefined {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) return undefined;
  const colours = coloursFor(io, 'stderr');
  return async ({ api, arguments: args, effect, undo }) => {
    const lines = readline(io);
    try {
      const reversal = undo === undefined ? 'it cannot be taken back' : `it can be taken back: ${undo}`;
      io.stderr.write(`\n${colours.yellow(effect)} call, ${inert(reversal)}:\n`);
      io.stderr.write(
        `  ${colours.bold(inert(api.name))} ${inert(JSON.stringify(args, null, 2)).replaceAll('\n', '\n  ')}\n`,
      );
      const answer = await lines.question('Make this call? [y]es, [a]lways for this API, [N]o: ', {
        signal: io.signal,
      });
      const first = answer.trim().toLowerCase();
      if (first === 'a' || first === 'always') return 'always';
      return first === 'y' || first === 'yes' ? 'yes' : 'no';
    } finally {
      lines.close();
    }
  };
}

function readline(io: Io) {
  return createInterface({ input: io.stdin, output: io.stderr as NodeJS.WritableStream });
}
