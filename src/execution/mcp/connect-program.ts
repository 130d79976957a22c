import { messageOf } from '../../base/index.js';
import type { McpSession } from '../../catalog/index.js';
import { scrubber } from '../http/scrubber.js';
import { type ConnectClientOptions, connectClient, type OpenedTransport } from './connect-client.js';
import type { McpClientModule } from './load-client.js';
import { McpFailure } from './mcp-failure.js';
import { programTransport } from './program-transport.js';
import type { ReachableProgram } from './server-values.js';
import { startProgram } from './started-program.js';

/**
 * Starts a program and connects to it. A program of the older era may end when it is asked for its era, so one that ended
 * is started once more and spoken to in that era.
 */
export async function connectProgram(
  module: McpClientModule,
  server: ReachableProgram,
  maxMessageBytes: number,
  options: Omit<ConnectClientOptions, 'era'>,
): Promise<McpSession> {
  for (const era of ['auto', 'legacy'] as const) {
    const opened = await openProgram(module, server, maxMessageBytes);
    try {
      return await connectClient(module, opened, { ...options, era });
    } catch (thrown) {
      options.signal?.throwIfAborted();
      const ending = opened.endedByItself();
      if (ending !== undefined && era === 'auto') continue;
      const words = [messageOf(thrown), ending].filter(text => text !== undefined).join('; ');
      const shown = scrubber(server.secrets)(words);
      const cause = { cause: thrown };
      throw new McpFailure('unreachable', `${server.command} cannot be spoken to: ${shown}`, undefined, cause);
    }
  }
  throw new Error('both eras were tried');
}

interface OpenedProgram extends OpenedTransport {
  /** How the program ended, when it did so before it was told to. */
  readonly endedByItself: () => string | undefined;
}

async function openProgram(
  module: McpClientModule,
  server: ReachableProgram,
  maxMessageBytes: number,
): Promise<OpenedProgram> {
  const program = await startProgram(server);
  let isReleased = false;
  let ending: string | undefined;
  void program.ended.then(how => {
    if (!isReleased) ending = how;
  });
  let failure: McpFailure | undefined;
  const transport = programTransport(program, module.deserializeMessage, maxMessageBytes);
  transport.onerror = thrown => {
    if (thrown instanceof McpFailure) failure = thrown;
  };
  return {
    transport,
    why: () => program.ended,
    givenUp: () => failure,
    endedByItself: () => ending,
    secrets: server.secrets,
    async release() {
      isReleased = true;
      await program.stop();
    },
  };
}
