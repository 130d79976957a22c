import { createInterface } from 'node:readline/promises';
import { orAborted } from '../base/index.js';
import { type Approval, type ApprovalRequest, describeCall, inert, type ServerOf } from '../execution/index.js';
import { coloursFor, type Io, widthOf } from './io.js';
import { wrap } from './layout.js';

/** Whether somebody sits at the terminal who can be asked. */
export function canAsk(io: Io): boolean {
  return io.stdin.isTTY === true && io.stderr.isTTY === true;
}

/**
 * Asks the person at the terminal whether a call may be made; undefined where nobody sits, so that nothing waits for an
 * answer that cannot come. Shows what is called, with which arguments, what it does and how it would be undone; `?` shows
 * the exact request and asks again. Anything but a clear yes is a no.
 */
export function askApproval(
  io: Io,
  server: ServerOf = () => undefined,
): ((request: ApprovalRequest) => Promise<Approval>) | undefined {
  if (!canAsk(io)) return undefined;
  return async request => {
    io.stderr.write(`\n${questionLines(io, request).join('\n')}\n`);
    return conversation(io, async ask => {
      let said = '?';
      for (let asked = 0; said === '?'; asked += 1) {
        if (asked > 0) io.stderr.write(`${indented(exactRequest(request, server))}\n`);
        said = await ask('Make this call? [y]es, [a]lways for this API, [?] exact request, [N]o: ');
      }
      if (said === 'a' || said === 'always') return 'always';
      return isYes(said) ? 'yes' : 'no';
    });
  };
}

/** Asks a question that is answered by yes or no; anything but a clear yes is a no. */
export async function askYesNo(io: Io, text: string): Promise<boolean> {
  return conversation(io, async ask => isYes(await ask(`${text} [y]es, [N]o: `)));
}

function questionLines(io: Io, { api, arguments: args, effect, undo, whyIrreversible, reason }: ApprovalRequest) {
  const colours = coloursFor(io, 'stderr');
  const reversal =
    undo === undefined
      ? `it cannot be taken back${whyIrreversible === undefined ? '' : ` (${whyIrreversible})`}`
      : `it can be taken back: ${undo}`;
  const [first = '', ...more] = wrap(`${effect} call, ${inert(reversal)}:`, widthOf(io, 'stderr'));
  const what = inert((api.description ?? '').split('\n', 1)[0] ?? '');
  return [
    [first.replace(effect, colours.yellow(effect)), ...more].join('\n'),
    indented(`${colours.bold(inert(api.name))} ${inert(JSON.stringify(args, null, 2))}`),
    ...(what === '' ? [] : wrap(`  ${what}`, widthOf(io, 'stderr')).map(line => colours.dim(line))),
    ...(reason === undefined ? [] : [`  ${inert(reason)}`]),
  ];
}

function exactRequest({ api, arguments: args }: ApprovalRequest, server: ServerOf): string {
  const { lines, problem } = describeCall(api, args, { server: server(api) });
  return inert(problem === undefined ? lines.join('\n') : `nothing can be sent: ${problem}`);
}

function indented(text: string): string {
  return `  ${text.replaceAll('\n', '\n  ')}`;
}

/** Asks questions one after the other; an answer is in lower case, and empty when the person is gone. */
async function conversation<T>(io: Io, talk: (ask: (text: string) => Promise<string>) => Promise<T>): Promise<T> {
  const lines = createInterface({ input: io.stdin, output: io.stderr as NodeJS.WritableStream });
  // Keeps what is typed before it is asked for.
  const answers = lines[Symbol.asyncIterator]();
  try {
    return await talk(async text => {
      io.signal.throwIfAborted();
      io.stderr.write(text);
      const { value, done } = await orAborted(answers.next(), io.signal);
      return done ? '' : value.trim().toLowerCase();
    });
  } finally {
    lines.close();
  }
}

function isYes(said: string): boolean {
  return said === 'y' || said === 'yes';
}
