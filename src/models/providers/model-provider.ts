import type { ArtifactCache, Clock, Random } from '../../base/index.js';
import type { ChatModel } from '../chat-model.js';
import type { Prices } from '../limited/prices.js';

/** What opening a model may need from its surroundings. Nothing here is read from the environment by this folder. */
export interface ModelContext {
  /** The value of a named secret or setting (`OPENAI_API_KEY`), where the caller has one. */
  readonly secret: (name: string) => string | undefined;
  readonly clock: Clock;
  /** Spreads retries. */
  readonly random: Random;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  /** Where local models and their runtime are kept. Needed by models that run in this process. */
  readonly artifacts?: ArtifactCache;
  /** LoRA adapter (GGUF) of the embedded model, instead of the one that comes with this package. */
  readonly adapterPath?: string;
  /** Where a model may keep what it has worked out, to be quicker in the next process. */
  readonly stateFolder?: string;
  /** Values that must never be written to a recording. */
  readonly secrets?: readonly string[];
  /** Prices that go before `knownPrices`. */
  readonly prices?: Prices;
  /** Longest silence of a server before it counts as gone. */
  readonly timeoutMs?: number;
  /** Told about what takes long (a download, a retry), one line each. */
  readonly onNotice?: (notice: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes the model that the part of a selection string after `<provider>:` names. `open` makes the model of another
 * selection string, for models that wrap one.
 */
export type OpenModel = (
  rest: string,
  context: ModelContext,
  open: (text: string) => Promise<ChatModel>,
) => Promise<ChatModel>;

export interface ModelProvider {
  /** The form of its selection strings, for people. */
  readonly selection: string;
  /** What must be there before it works, for people. */
  readonly needs: string;
  load(): Promise<OpenModel>;
}
