import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { McpFailure } from './mcp-failure.js';
import type { StartedProgram } from './started-program.js';

/** Messages to and from a program, one a line. */
export interface ProgramTransport extends Transport {
  /** The client knows by these two that silence may be an older server's, and is no outage. */
  readonly pid: number;
  readonly stderr: StartedProgram['stderr'];
}

/**
 * Speaks to a program on its standard input and output. Lines that are no messages are passed over: programs print
 * there what they should not. A line longer than `maxMessageBytes` ends the program.
 */
export function programTransport(
  program: StartedProgram,
  parse: (line: string) => JSONRPCMessage,
  maxMessageBytes: number,
): ProgramTransport {
  let pending: Buffer[] = [];
  let pendingBytes = 0;

  const transport: ProgramTransport = {
    pid: program.pid,
    stderr: program.stderr,
    async start() {
      program.stdout.on('data', (chunk: Buffer) => read(chunk));
      void program.ended.then(() => transport.onclose?.());
    },
    async send(message) {
      await new Promise<void>((resolve, reject) => {
        program.stdin.write(`${JSON.stringify(message)}\n`, thrown => (thrown ? reject(ended(thrown)) : resolve()));
      });
    },
    close: () => program.stop(),
  };

  function read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
      const line = Buffer.concat([...pending, rest.subarray(0, end)]);
      pending = [];
      pendingBytes = 0;
      rest = rest.subarray(end + 1);
      if (line.length > maxMessageBytes) {
        tooLong();
        return;
      }
      receive(line.toString('utf8').trim());
    }
    pending.push(rest);
    pendingBytes += rest.length;
    if (pendingBytes > maxMessageBytes) tooLong();
  }

  function receive(line: string): void {
    if (line === '') return;
    let message: JSONRPCMessage;
    try {
      message = parse(line);
    } catch (thrown) {
      transport.onerror?.(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return;
    }
    transport.onmessage?.(message);
  }

  function tooLong(): void {
    program.stdout.removeAllListeners('data');
    program.stdout.resume();
    pending = [];
    pendingBytes = 0;
    transport.onerror?.(new McpFailure('unusable', `the server sent a message of more than ${maxMessageBytes} bytes`));
    void program.stop();
  }

  return transport;
}

function ended(cause: Error): McpFailure {
  return new McpFailure('ended', 'the server does not listen any more', undefined, { cause });
}
