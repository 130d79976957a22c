import { resolve } from 'node:path';
import { readJsonl } from '../base/index.js';
import {
  type Contamination,
  type ContaminationCheck,
  contaminationCheck,
  learnedTexts,
  readEvaluationPacks,
} from '../datasets/index.js';
import type { Io } from './io.js';

export interface ContaminationFound extends Contamination {
  readonly file: string;
  readonly line: number;
}

export interface CheckedFiles {
  readonly rows: number;
  readonly requests: number;
  readonly functions: number;
  /** Evaluation requests and functions that all of it was compared with. */
  readonly comparedWith: { readonly requests: number; readonly functions: number };
  readonly found: readonly ContaminationFound[];
}

/** Compares every request and function in files of rows with what the evaluation packs in a folder ask and offer. */
export async function checkContamination(io: Io, files: readonly string[], packs: string): Promise<CheckedFiles> {
  const content = await readEvaluationPacks(resolve(io.cwd, packs));
  const check = contaminationCheck(content);
  const found: ContaminationFound[] = [];
  const counts = { rows: 0, requests: 0, functions: 0 };
  for (const file of files) {
    for await (const { line, value } of readJsonl(resolve(io.cwd, file), { signal: io.signal })) {
      const texts = learnedTexts(value);
      counts.rows += 1;
      counts.requests += texts.requests.length;
      counts.functions += texts.functions.length;
      for (const each of hitsIn(texts, check)) found.push({ file, line, ...each });
    }
  }
  const comparedWith = { requests: content.requests.length, functions: content.functions.length };
  return { ...counts, comparedWith, found };
}

function hitsIn({ requests, functions }: ReturnType<typeof learnedTexts>, check: ContaminationCheck): Contamination[] {
  return [
    ...requests.map(text => check.request(text)),
    ...functions.map(({ name, parameters }) => check.function({ names: [name], parameters, provider: '' })),
  ].filter(each => each !== undefined);
}
