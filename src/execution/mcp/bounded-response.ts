import { McpFailure } from './mcp-failure.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * A response whose body fails when it is longer than `maxBytes`; of a stream of events, when one event is. `onExceeded`
 * is told, because what reads the body may say only that it broke off.
 */
export function boundedResponse(response: Response, maxBytes: number, onExceeded: (why: McpFailure) => void): Response {
  if (response.body === null) return response;
  const isEvents = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
  let bytes = 0;
  let last = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (const byte of isEvents ? chunk : []) {
          bytes += 1;
          if (byte === carriageReturn) continue;
          if (byte === lineFeed && last === lineFeed) bytes = 0; // an empty line ends an event
          last = byte;
          if (bytes > maxBytes) break;
        }
        if (!isEvents) bytes += chunk.length;
        if (bytes <= maxBytes) return controller.enqueue(chunk);
        const why = new McpFailure('unusable', `the server sent a message of more than ${maxBytes} bytes`);
        onExceeded(why);
        controller.error(why);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(bounded, { status, statusText, headers });
}
