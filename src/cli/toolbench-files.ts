import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CapuchinError, messageOf, UsageError } from '../base/index.js';
import {
  type AnswerFile,
  convertAnswer,
  isCot,
  readAnswerFile,
  readConvertedFile,
  type ToolLlamaSample,
  toolLlamaSamples,
  writeAnswerFile,
  writeConvertedFile,
  writeToolLlamaFile,
} from '../trajectory/index.js';
import type { Io } from './io.js';
import { writeWhole } from './write-whole.js';

export interface ConvertFlags {
  readonly out: string;
  readonly method?: string;
  readonly label?: string;
  readonly format: string;
  readonly short?: boolean;
  readonly invalid: string;
}

export interface ConvertReport {
  readonly method: string;
  readonly answers: number;
  /** Rows of the file that was written: answers, or examples to train with. */
  readonly written: number;
  readonly out: string;
}

/** Answer files of a folder, one method of them, as one file for ToolEval or for training. Ids in order of size. */
export async function convertToolBench(io: Io, folder: string, flags: ConvertFlags): Promise<ConvertReport> {
  const files = await answersIn(resolve(io.cwd, folder), flags.method);
  const { format, label, invalid, short } = flags;
  const [{ method } = { method: flags.method ?? '' }] = files;
  const answers = await Promise.all(
    files.map(async ({ id, path }) => [id, readAnswerFile(await readText(path), path).answer] as const),
  );
  const { text, written } = converted();
  const out = resolve(io.cwd, flags.out);
  await writeWhole(out, unfinished => writeFile(unfinished, text));
  return { method, answers: answers.length, written, out: flags.out };

  function converted(): { text: string; written: number } {
    if (format === 'toolllama') {
      const samples: ToolLlamaSample[] = answers.flatMap(([, answer]) => toolLlamaSamples(answer));
      return { text: writeToolLlamaFile(samples), written: samples.length };
    }
    if (format !== 'tooleval') throw new UsageError(`no format named "${format}"; there are tooleval and toolllama`);
    if (invalid !== 'first' && invalid !== 'longest') throw new UsageError('--invalid is first or longest');
    const options = { method: label ?? method, invalid, messages: short === true ? 'short' : 'whole' } as const;
    const all = new Map(answers.map(([id, answer]) => [id, convertAnswer(answer, options)]));
    return { text: writeConvertedFile(all), written: all.size };
  }
}

interface NamedAnswer {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

async function answersIn(folder: string, wanted: string | undefined): Promise<readonly NamedAnswer[]> {
  const named = (await listed(folder)).flatMap((file): NamedAnswer[] => {
    const [, id, method] = /^([^_]+)_(.+)\.json$/.exec(file) ?? [];
    return id === undefined || method === undefined ? [] : [{ id, method, path: join(folder, file) }];
  });
  const methods = [...new Set(named.map(({ method }) => method))].sort();
  if (wanted === undefined && methods.length > 1) {
    throw new UsageError(`${folder} has answers of several methods; name one with --method: ${methods.join(', ')}`);
  }
  const chosen = named.filter(({ method }) => wanted === undefined || method === wanted);
  if (chosen.length === 0)
    throw new CapuchinError('not-found', `${folder} has no answer files <query_id>_<method>.json`);
  return chosen.sort((a, b) => Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : 1));
}

export interface CheckReport {
  readonly files: number;
  /** Files that were the same to the letter after reading and writing. */
  readonly equal: number;
  readonly dfs: number;
  readonly cot: number;
  /** Answers in converted files. */
  readonly converted: number;
  readonly valid: number;
  readonly answered: number;
  readonly gaveUp: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly file: string;
  readonly problem: string;
}

/** Reads each answer file and converted file, writes it, and compares the two to the letter. */
export async function checkToolBench(io: Io, given: string): Promise<CheckReport> {
  const path = resolve(io.cwd, given);
  const isFolder = (await stat(path).catch(unreadable(path))).isDirectory();
  const files = isFolder
    ? (await listed(path)).filter(name => name.endsWith('.json')).map(name => join(path, name))
    : [path];
  const differences: Difference[] = [];
  const answers: AnswerFile[] = [];
  let converted = 0;
  for (const file of files) {
    const text = await readText(file);
    try {
      const again = rewritten(text, file);
      if (again !== text) differences.push({ file: basename(file), problem: differenceOf(text, again) });
    } catch (thrown) {
      differences.push({ file: basename(file), problem: messageOf(thrown) });
    }
  }
  const count = (is: (answer: AnswerFile) => boolean) => answers.filter(is).length;
  return {
    files: files.length,
    equal: files.length - differences.length,
    dfs: count(answer => !isCot(answer)),
    cot: count(isCot),
    converted,
    valid: count(({ answer_generation: { valid_data: valid } }) => valid),
    answered: count(({ win }) => win),
    gaveUp: count(answer => !isCot(answer) && answer.answer_generation.finish_type === 'give_up'),
    differences,
  };

  function rewritten(text: string, file: string): string {
    if (/"answer_generation"\s*:/.test(text)) {
      const { answer, layout } = readAnswerFile(text, file);
      answers.push(answer);
      return writeAnswerFile(answer, layout);
    }
    const read = readConvertedFile(text, file);
    converted += read.answers.size;
    return writeConvertedFile(read.answers, read.layout);
  }
}

function differenceOf(text: string, again: string): string {
  let at = 0;
  while (at < text.length && text[at] === again[at]) at += 1;
  const around = (whole: string) => JSON.stringify(whole.slice(Math.max(0, at - 10), at + 20));
  return `character ${at + 1}: ${around(text)} became ${around(again)}`;
}

async function listed(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(unreadable(folder))).sort();
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(unreadable(path));
}

function unreadable(path: string) {
  return (thrown: unknown): never => {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  };
}
