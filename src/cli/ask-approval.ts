import { createInterface } from 'node:readline/promises';
import { type ApprovalRequest, inert } from '../execution/index.js';
import { coloursFor, type Io, widthOf } from './io.js';
import { wrap } from './layout.js';

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
      const [first = '', ...more] = wrap(`${effect} call, ${inert(reversal)}:`, widthOf(io, 'stderr'));
      io.stderr.write(`\n${[first.replace(effect, colours.yellow(effect)), ...more].join('\n')}\n`);
      io.stderr.write(
        `  ${colours.bold(inert(api.name))} ${inert(JSON.stringify(args, null, 2)).replaceAll('\n', '\n  ')}\n`,
      );
      const answer = await lines.question('Make this call? [y]es, [a]lways for this API, [N]o: ', {
        signal: io.signal,
      });
      const said = answer.trim().toLowerCase();
      if (said === 'a' || said === 'always') return 'always';
      return said === 'y' || said === 'yes' ? 'yes' : 'no';
    } finally {
      lines.close();
    }
  };
}

function readline(io: Io) {
  return createInterface({ input: io.stdin, output: io.stderr as NodeJS.WritableStream });
}
