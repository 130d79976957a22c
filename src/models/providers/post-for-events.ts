import { createParser } from 'eventsource-parser';
import {
  type Clock,
  type JsonObject,
  linkedAbort,
  messageOf,
  orAborted,
  type Random,
  retry,
  retryAfterMs,
} from '../../base/index.js';
import { ModelFailed } from '../model-failed.js';
import { type RefusedServer, refusalError, saidIn } from './refusal.js';

export interface ServerEvent {
  /** The event's name; empty where the server gives none. */
  readonly name: string;
  readonly data: string;
  /** The server did not stream: `data` is the whole reply. */
  readonly whole: boolean;
}

/** How a server is reached, the same for every call. */
export interface ServerAccess extends RefusedServer {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Values that must not appear in messages, should the server repeat them. */
  readonly secrets: readonly string[];
  readonly fetch: typeof fetch;
  /** Longest silence before the answer begins and between its parts. */
  readonly timeoutMs: number;
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly onNotice?: ((notice: string) => void) | undefined;
  /** The error that an event stands for, where the server reports errors inside a stream. */
  readonly errorIn: (event: ServerEvent) => ModelFailed | undefined;
}

const retryBaseMs = 500;
const retryMaxMs = 30_000;
const maxEventLength = 16_000_000;
const maxErrorLength = 100_000;

/**
 * Posts a JSON body and yields the events of the answer. What fails before the first event and may succeed later is
 * tried again; once an event was yielded nothing is, because part of the reply is out.
 *
 * @throws ModelFailed; the signal's reason when aborted.
 */
export async function* postForEvents(
  access: ServerAccess,
  body: JsonObject,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerEvent, void, void> {
  const { attempts, clock, random, onNotice } = access;
  const { first, rest } = await retry(() => firstEvent(access, body, signal), {
    attempts,
    baseMs: retryBaseMs,
    maxMs: retryMaxMs,
    clock,
    random,
    signal,
    retryable: thrown => {
      if (!(thrown instanceof ModelFailed) || !thrown.retryable) return false;
      return thrown.retryAfterMs === undefined ? true : { afterMs: thrown.retryAfterMs };
    },
    onRetry: ({ error }) => onNotice?.(`${messageOf(error)}; trying again`),
  });
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return();
  }
}

type Events = AsyncGenerator<ServerEvent, void, void>;

async function firstEvent(access: ServerAccess, body: JsonObject, signal: AbortSignal | undefined) {
  const rest: Events = post(access, body, signal);
  const first = await rest.next();
  if (first.done) throw new ModelFailed(`${access.server} sent an empty reply`, { retryable: true });
  return { first: first.value, rest };
}

async function* post(access: ServerAccess, body: JsonObject, signal: AbortSignal | undefined): Events {
  const silence = watchSilence(access, signal);
  try {
    const response = await orAborted(
      access.fetch(access.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream, application/json',
          ...access.headers,
        },
        body: JSON.stringify(body),
        redirect: 'manual', // a redirect could take the key to another host
        signal: silence.signal,
      }),
      silence.signal,
    );
    if (!response.ok) throw await refusedBy(access, response, silence);
    for await (const event of eventsOf(access, response, silence)) {
      const error = access.errorIn(event);
      if (error !== undefined) throw error;
      yield event;
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    throw withoutSecrets(access, thrown instanceof ModelFailed ? thrown : unreachable(access, thrown));
  } finally {
    silence.stop();
  }
}

async function* eventsOf(access: ServerAccess, response: Response, silence: Silence): Events {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('text/event-stream')) {
    const data = await wholeText(response, silence, maxEventLength);
    if (/^\s*[[{]/.test(data)) return yield { name: '', data, whole: true };
    // Some gateways stream under the wrong type.
    if (!/^\s*(?:data|event|id|retry)?:/.test(data)) throw notAReply(access, data);
    return yield* parsedEvents(access, [data]);
  }
  yield* parsedEvents(access, textOf(response, silence));
}

async function* parsedEvents(access: ServerAccess, texts: AsyncIterable<string> | Iterable<string>): Events {
  const ready: ServerEvent[] = [];
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: ({ event = '', data }) => ready.push({ name: event, data, whole: false }),
    onError: error => {
      if (error.type === 'max-buffer-size-exceeded') {
        throw new ModelFailed(`${access.server} sent an event of more than ${maxEventLength} characters`);
      }
    },
  });
  for await (const text of texts) {
    parser.feed(text);
    yield* ready.splice(0);
  }
  parser.feed('\n\n'); // the last event counts without the blank line that should end it
  yield* ready.splice(0);
}

/** Text as it comes; a character split between two reads comes whole with the second. */
async function* textOf(response: Response, silence: Silence): AsyncGenerator<string, void, void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), silence.signal);
      if (done) break;
      silence.broken();
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    // Frees the socket when the reader stops early; whether the server likes it is of no interest.
    reader.cancel().catch(() => {});
  }
}

async function wholeText(response: Response, silence: Silence, most: number): Promise<string> {
  let whole = '';
  for await (const text of textOf(response, silence)) {
    whole += text;
    if (whole.length > most) return whole.slice(0, most);
  }
  return whole;
}

interface Silence {
  /** Aborted by the caller's signal, and by a server that says nothing for too long. */
  readonly signal: AbortSignal;
  broken(): void;
  stop(): void;
}

function watchSilence({ timeoutMs, server }: ServerAccess, outer: AbortSignal | undefined): Silence {
  const { signal, because, unlink } = linkedAbort(outer);
  const timeOut = () =>
    because(
      new ModelFailed(`${server} was silent for ${timeoutMs} ms (is it busy, or the time limit too short?)`, {
        retryable: true,
      }),
    );
  const timer = setTimeout(timeOut, timeoutMs);
  return {
    signal,
    broken: () => timer.refresh(),
    stop() {
      clearTimeout(timer);
      unlink();
    },
  };
}

async function refusedBy(access: ServerAccess, response: Response, silence: Silence): Promise<ModelFailed> {
  const body = await wholeText(response, silence, maxErrorLength);
  const wait = retryAfterMs(response.headers.get('retry-after'), access.clock);
  const location = response.headers.get('location');
  return refusalError(access, {
    status: response.status,
    body,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(location === null ? {} : { location }),
  });
}

function notAReply({ server }: ServerAccess, body: string): ModelFailed {
  const { text } = saidIn(body);
  return new ModelFailed(
    `${server} sent ${text === '' ? 'nothing' : text} where a reply was expected (check the base URL)`,
  );
}

/** The error for an event that is not what this kind of server sends. */
export function notUnderstood(access: ServerAccess, data: string, expected: string): ModelFailed {
  const shown = data.length > 200 ? `${data.slice(0, 200)}…` : data;
  return withoutSecrets(
    access,
    new ModelFailed(
      `${access.server} sent ${JSON.stringify(shown)} where ${expected} was expected (check the base URL)`,
    ),
  );
}

/** The error for a stream that ends before the server said that the reply is whole. */
export function brokeOff({ server }: ServerAccess): ModelFailed {
  return new ModelFailed(`${server} broke off in the middle of a reply (try again, or look at its log)`, {
    retryable: true,
  });
}

/** Network trouble of any kind; the platform hides what happened in the cause. */
function unreachable({ server }: ServerAccess, thrown: unknown): ModelFailed {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const happened = [code, messageOf(cause)].filter(part => part !== '').join(' ');
  return new ModelFailed(`${server} cannot be reached or broke off: ${happened} (is the server running there?)`, {
    retryable: true,
    cause: thrown,
  });
}

function withoutSecrets({ secrets }: ServerAccess, error: ModelFailed): ModelFailed {
  const hidden = secrets.filter(secret => secret !== '' && error.message.includes(secret));
  if (hidden.length === 0) return error;
  const message = hidden.reduce((text, secret) => text.replaceAll(secret, '[key]'), error.message);
  const { status, retryable, retryAfterMs } = error;
  return new ModelFailed(message, {
    retryable,
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
