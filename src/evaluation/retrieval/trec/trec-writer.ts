import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CapuchinError, messageOf } from '../../../base/index.js';
import type { ScoredQuery } from '../score-rankings.js';
import { trecToken } from './trec-token.js';

/** A file that is there only when it is whole. */
export interface TrecWriter {
  write(query: Pick<ScoredQuery, 'id' | 'ranking' | 'relevant'>): void;
  /** Puts the file in its place. */
  finish(): void;
  /** Drops what was written; does nothing after `finish`. */
  discard(): void;
}

/**
 * Writes rankings in TREC's run format, `query Q0 document rank score tag`. The score counts down to 1 and so is different
 * in each line of a query: readers order by it, whatever they do with ties.
 */
export function trecRunWriter(path: string, tag: string): TrecWriter {
  return wholeFile(path, ({ id, ranking }) =>
    ranking.map((document, i) => [id, 'Q0', document, String(i + 1), String(ranking.length - i), tag]),
  );
}

/** Stands for the documents of a query without any that is relevant, so that the query is in the file. */
export const noDocument = '-';

/**
 * Writes right answers in TREC's qrels format, `query 0 document 1`. A query without any has one line, `query 0 - 0`: it
 * counts as zero in means, while a query that is missing does not count.
 */
export function trecJudgementsWriter(path: string): TrecWriter {
  return wholeFile(path, ({ id, relevant }) =>
    relevant.size === 0 ? [[id, '0', noDocument, '0']] : [...relevant].map(document => [id, '0', document, '1']),
  );
}

type Lines = (query: Parameters<TrecWriter['write']>[0]) => readonly (readonly string[])[];

function wholeFile(path: string, linesOf: Lines): TrecWriter {
  const partial = `${path}.${process.pid}.partial`;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (thrown) {
      throw new CapuchinError('unwritable-file', `cannot write ${path}: ${messageOf(thrown)}`, { cause: thrown });
    }
  };
  let file: number | undefined = attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(partial, 'w');
  });
  const written = new Set<string>();
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    write(query) {
      if (file === undefined) throw new CapuchinError('unwritable-file', `${path} is closed`);
      if (written.has(query.id)) {
        throw new CapuchinError('repeated-query', `two queries have the id ${query.id}; TREC files need one for each`);
      }
      written.add(query.id);
      const text = linesOf(query).map(fields => `${fields.map(trecToken).join(' ')}\n`);
      attempt(() => writeSync(file as number, text.join('')));
    },
    finish() {
      close();
      attempt(() => renameSync(partial, path));
    },
    discard() {
      if (file === undefined) return;
      close();
      rmSync(partial, { force: true });
    },
  };
}
