import type { JsonSchema } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import type { ImportItem } from '../importer.js';
import { unpackedItems } from '../store/unpack-items.js';
import { alikeOperations, type Likeness, likeness } from './alike-operations.js';
import { likenessRules, rules } from './rules.js';
import { type LintedApi, type SharedSchemas, subject } from './subject.js';

/** One thing found, and what it costs. */
export interface LintFinding {
  readonly rule: string;
  /** JSON pointer within the API's `parameters`, when it is about one argument. */
  readonly at?: string;
  readonly message: string;
  readonly advice: string;
  /** Points lost, after the rule's limit. */
  readonly points: number;
}

export interface LintedOperation {
  readonly title: string;
  readonly source: SourcePointer;
  /** 0 to 100. */
  readonly score: number;
  readonly findings: readonly LintFinding[];
}

export interface LintReport {
  /** Mean of the operations' scores, to one decimal; 0 when there are none. */
  readonly score: number;
  readonly operationCount: number;
  /** Of those, operations that no importer could read; they score 0. */
  readonly refusedCount: number;
  /** Rules that found something, those that cost most first. */
  readonly rules: readonly RuleTotals[];
  /** Worst first; ties in the order of the source. */
  readonly operations: readonly LintedOperation[];
}

export interface RuleTotals {
  readonly rule: string;
  readonly advice: string;
  readonly operations: number;
  readonly findings: number;
  /** Points lost over all operations. */
  readonly points: number;
}

/**
 * Says of every operation among an importer's items what keeps models from using it, with a score from 0 to 100. Depends
 * on the items alone.
 */
export async function lintItems(items: AsyncIterable<ImportItem>): Promise<LintReport> {
  const linting = linter();
  let drafts: ApiDraft[] = [];
  let shared = new Map<string, JsonSchema>();
  const endDocument = () => {
    for (const draft of drafts) linting.add(draft, shared);
    drafts = [];
    shared = new Map();
  };
  for await (const item of unpackedItems(items)) {
    if (item.kind === 'document') endDocument();
    else if (item.kind === 'api') drafts.push(item.draft);
    else if (item.kind === 'definition') shared.set(item.name, item.arguments ?? item.returns ?? {});
    else if (item.kind === 'refused') linting.refuse(item.source, item.reason);
  }
  endDocument();
  return linting.report();
}

/** As `lintItems`, for APIs that were imported before; what was refused then is not among them. */
export function lintApis(apis: Iterable<LintedApi>): LintReport {
  const linting = linter();
  for (const api of apis) linting.add(api, new Map());
  return linting.report();
}

function linter() {
  const operations: { title: string; source: SourcePointer; findings: LintFinding[] }[] = [];
  const kept: Likeness[] = [];
  return {
    add(api: LintedApi, shared: SharedSchemas): void {
      operations.push({ title: api.title, source: api.source, findings: findingsOf(api, shared) });
      kept.push(likeness(api));
    },
    refuse(source: SourcePointer, reason: string): void {
      const advice = 'Mend the document here.';
      operations.push({
        title: source.pointer ?? source.uri,
        source,
        findings: [{ rule: 'refused', message: reason, advice, points: 100 }],
      });
      kept.push({ name: '', text: '', words: '' });
    },
    report(): LintReport {
      for (const { rule, others } of alikeOperations(kept)) {
        for (const [place, alike] of others) {
          const names = alike.map(other => operations[other]?.title).join(', ');
          const { cost: points, advice } = likenessRules[rule];
          operations[place]?.findings.push({ rule, message: `${likenessMessages[rule]} ${names}`, advice, points });
        }
      }
      return summed(operations);
    },
  };
}

const likenessMessages = {
  'same-name': 'it has the same name as',
  'same-text': 'it is described in the same words as',
  'nearly-same-text': 'it is described in nearly the same words as',
} as const;

function findingsOf(api: LintedApi, shared: SharedSchemas): LintFinding[] {
  const looked = subject(api, shared);
  return rules.flatMap(({ id, cost, maxCost, advice, check }) => {
    let left = maxCost;
    return check(looked).map(place => {
      const points = Math.min(cost, left);
      left -= points;
      return { rule: id, ...place, advice, points };
    });
  });
}

function summed(found: readonly Omit<LintedOperation, 'score'>[]): LintReport {
  const operations = found.map(operation => ({ ...operation, score: scoreOf(operation.findings) }));
  const totals = new Map<string, { advice: string; operations: number; findings: number; points: number }>();
  for (const { findings } of operations) {
    const seen = new Set<string>();
    for (const { rule, advice, points } of findings) {
      const total = totals.get(rule) ?? { advice, operations: 0, findings: 0, points: 0 };
      total.operations += seen.has(rule) ? 0 : 1;
      total.findings += 1;
      total.points += points;
      totals.set(rule, total);
      seen.add(rule);
    }
  }
  const sum = operations.reduce((total, { score }) => total + score, 0);
  return {
    score: operations.length === 0 ? 0 : Math.round((sum / operations.length) * 10) / 10,
    operationCount: operations.length,
    refusedCount: operations.filter(({ findings }) => findings.some(({ rule }) => rule === 'refused')).length,
    rules: [...totals]
      .map(([rule, total]) => ({ rule, ...total }))
      .toSorted((a, b) => b.points - a.points || (a.rule < b.rule ? -1 : 1)),
    operations: operations.toSorted((a, b) => a.score - b.score),
  };
}

function scoreOf(findings: readonly LintFinding[]): number {
  return Math.max(0, 100 - findings.reduce((total, { points }) => total + points, 0));
}
