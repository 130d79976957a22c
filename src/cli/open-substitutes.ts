import { resolve } from 'node:path';
import type { JsonObject } from '../base/index.js';
import {
  type Cassette,
  type GuardOptions,
  guarded,
  modelReplies,
  openRecordingFile,
  type RecordingFile,
  readCassette,
  recorded,
  recording,
  simulated,
  type WrapExecutor,
} from '../execution/index.js';
import type { ChatModel } from '../models/index.js';
import type { Io } from './io.js';
import { secretsOf } from './secrets-of.js';

export interface SubstituteFlags {
  /** File to which calls are added as they are made; simulations, when calls are simulated. */
  readonly record?: string;
  /** File that calls are answered from. */
  readonly replay?: string;
  /** Calls are made up, by this model where nothing else will do; by none when it is empty. */
  readonly simulate?: string;
}

/** What stands in for calls, or writes them down. */
export interface Substitutes {
  /** For `callable`. */
  readonly instead: readonly WrapExecutor[];
  readonly permitted: readonly WrapExecutor[];
  /** Is told every credential that is looked up, so that none is written. */
  readonly onSecret: (value: string) => void;
  /** For the run's record. */
  readonly options: JsonObject;
  close(): Promise<void>;
}

export interface SubstitutesContext {
  readonly io: Io;
  readonly flags: SubstituteFlags;
  readonly guard: GuardOptions;
  readonly seed: number;
  readonly openModel: (name: string) => Promise<ChatModel>;
}

export async function openSubstitutes({ io, flags, guard, seed, openModel }: SubstitutesContext): Promise<Substitutes> {
  const known = new Set(secretsOf(io.env));
  const secrets = () => known;
  const recordPath = flags.record === undefined ? undefined : resolve(io.cwd, flags.record);
  const replayPath = flags.replay === undefined ? undefined : resolve(io.cwd, flags.replay);
  let file: RecordingFile | undefined;
  let model: ChatModel | undefined;
  try {
    if (recordPath !== undefined) {
      const holds = flags.simulate === undefined ? 'calls' : 'simulations';
      file = await openRecordingFile(recordPath, { holds, secrets, signal: io.signal });
    }
    const cassette = replayPath === recordPath ? file?.cassette : replayPath && (await readCassette(replayPath));
    if (flags.simulate) model = await openModel(flags.simulate);
    return {
      ...wraps(replayPath === undefined ? undefined : cassette || undefined),
      onSecret: value => void known.add(value),
      options: {
        ...(flags.record === undefined ? {} : { record: flags.record }),
        ...(flags.replay === undefined ? {} : { replay: flags.replay }),
        ...(flags.simulate === undefined ? {} : { simulate: flags.simulate }),
      },
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }

  function wraps(cassette: Cassette | undefined): Pick<Substitutes, 'instead' | 'permitted'> {
    if (flags.simulate !== undefined) {
      const replies = model && modelReplies(model, { seed, ...(cassette === undefined ? {} : { cassette }) });
      const executor = simulated({
        secrets,
        ...(cassette === undefined ? {} : { cassette }),
        ...(replies === undefined ? {} : { model: replies }),
        ...(file === undefined ? {} : { keep: file.keep }),
      });
      return { instead: [() => executor], permitted: [] };
    }
    const keep = file?.keep;
    const permitted: WrapExecutor[] = keep === undefined ? [] : [executor => recording(executor, keep)];
    if (cassette === undefined) return { instead: [], permitted };
    if (keep !== undefined) return { instead: [otherwise => recorded(cassette, { otherwise, secrets })], permitted };
    // What was refused when it was recorded is refused again; everything else that is missing is an error, not a question.
    const { policy, readOnly = false } = guard; // and nothing that would prepare to undo a call that is never made
    const missing = guarded(recorded(cassette, { secrets }), { policy, readOnly, yes: true });
    return { instead: [() => recorded(cassette, { otherwise: missing, secrets })], permitted };
  }

  async function close(): Promise<void> {
    await Promise.all([file?.close(), model?.close?.()]);
  }
}
