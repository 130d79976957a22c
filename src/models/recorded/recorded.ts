import { CapuchinError, type JsonValue, UsageError } from '../../base/index.js';
import {
  type ChatDelta,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  checkRequest,
  freeOfCharge,
} from '../chat-model.js';
import { eachUntilAborted } from '../each-until-aborted.js';
import {
  appendToCassette,
  type Cassette,
  type CassetteHeader,
  type RecordedRequest,
  type Recording,
  readCassette,
  requestFingerprint,
} from './cassette.js';
import { differences } from './differences.js';
import { withoutSecrets } from './without-secrets.js';

export interface RecordedOptions {
  /** The model to ask for what is not recorded yet. Without it nothing is ever sent. */
  readonly record?: ChatModel;
  /** Values to be written as `[secret]`. Replaying a request that held one needs the same list. */
  readonly secrets?: readonly string[];
}

/**
 * A model that answers from a file: each request it has seen gets the reply it got then, delta by delta. Equal requests
 * get their replies in the order recorded, each once. With `record` set, what is missing is asked for and added.
 *
 * @throws CapuchinError `recording-missing` for a request that is not in the file, with what is nearest to it;
 * `bad-recording`; UsageError when the file holds another model's replies.
 */
export function recorded(path: string, options: RecordedOptions = {}): ChatModel {
  const { record, secrets = [] } = options;
  const cassette = openCassette(path, record);
  const { header } = cassette;
  const replayed = new Set<Recording>();
  const waiting = new Map<string, Recording[]>();
  for (const recording of cassette.recordings) {
    const same = waiting.get(recording.fingerprint);
    if (same === undefined) waiting.set(recording.fingerprint, [recording]);
    else same.push(recording);
  }

  async function* chat({ signal, ...asked }: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void> {
    signal?.throwIfAborted();
    checkRequest(asked);
    const request = withoutSecrets(asked, secrets);
    const key = requestFingerprint(header.model, request);
    const recording = waiting.get(key)?.shift();
    if (recording !== undefined) {
      replayed.add(recording);
      yield* eachUntilAborted(recording.deltas, signal);
      return recording.reply;
    }
    if (record === undefined) throw missing(path, request, cassette.recordings, replayed);
    const deltas: ChatDelta[] = [];
    const stream = record.chat(signal === undefined ? asked : { ...asked, signal });
    try {
      let next = await stream.next();
      for (; !next.done; next = await stream.next()) {
        deltas.push(next.value);
        yield next.value;
      }
      appendToCassette(path, withoutSecrets({ fingerprint: key, request, deltas, reply: next.value }, secrets));
      return next.value;
    } finally {
      await stream.return(undefined as never);
    }
  }

  return {
    id: `recorded:${path}${record === undefined ? '' : `?record=${record.id}`}`,
    features: header.features,
    ...pricedAs(record),
    chat,
    close: async () => record?.close?.(),
  };
}

function openCassette(path: string, record: ChatModel | undefined): Cassette {
  const known = readCassette(path);
  if (known !== undefined) {
    if (record !== undefined && record.id !== known.header.model) {
      throw new UsageError(`${path} holds replies of ${known.header.model}, not of ${record.id}; use another file`);
    }
    return known;
  }
  if (record === undefined) {
    throw new CapuchinError(
      'recording-missing',
      `there is no recording ${path}; make one with recorded:${path}?record=<model>`,
    );
  }
  const header: CassetteHeader = {
    format: 'capuchin-cassette',
    version: 1,
    model: record.id,
    features: record.features,
  };
  appendToCassette(path, header);
  return { header, recordings: [] };
}

/** Replies that cost money were paid for by the model that is being recorded. */
function pricedAs(record: ChatModel | undefined): Pick<ChatModel, 'price'> {
  if (record === undefined) return { price: freeOfCharge };
  return record.price === undefined ? {} : { price: record.price };
}

const maxShownDifferences = 5;

function missing(
  path: string,
  request: RecordedRequest,
  recordings: readonly Recording[],
  replayed: ReadonlySet<Recording>,
): CapuchinError {
  const asked = JSON.parse(JSON.stringify(request)) as JsonValue;
  let nearest: { readonly recording: Recording; readonly found: readonly string[] } | undefined;
  for (const recording of recordings) {
    const found = differences(recording.request as unknown as JsonValue, asked);
    if (nearest === undefined || found.length < nearest.found.length) nearest = { recording, found };
  }
  return new CapuchinError(
    'recording-missing',
    `${path} has no reply to this request; ${describeNearest(nearest, replayed)} (record it, or look what changed)`,
  );
}

function describeNearest(
  nearest: { readonly recording: Recording; readonly found: readonly string[] } | undefined,
  replayed: ReadonlySet<Recording>,
): string {
  if (nearest === undefined) return 'it holds none at all';
  const { recording, found } = nearest;
  if (found.length === 0)
    return `it was recorded${replayed.has(recording) ? ', and every reply to it is used up' : ''}`;
  const shown = found.slice(0, maxShownDifferences);
  const more = found.length > shown.length ? `; and ${found.length - shown.length} more` : '';
  return `the nearest one differs in ${shown.join('; ')}${more}`;
}
