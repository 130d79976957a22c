import { CapuchinError, isJsonObject, readJsonl } from '../../base/index.js';

/** Which held-out examples were answered exactly as they should be, at some step of a run. */
export interface Verdicts {
  readonly steps: number;
  /** Example id → whether it was exact. */
  readonly exact: ReadonlyMap<string, boolean>;
}

/** The judgements of a run in their order, from the recipe's `verdicts.jsonl`. @throws CapuchinError `unreadable-file` */
export async function readVerdicts(path: string): Promise<Verdicts[]> {
  const judgements: Verdicts[] = [];
  for await (const { line, value } of readJsonl(path)) {
    if (!isJsonObject(value) || !isJsonObject(value['exact']) || typeof value['steps'] !== 'number')
      throw new CapuchinError('unreadable-file', `${path}:${line} is no judgement of held-out examples`);
    judgements.push({
      steps: value['steps'],
      exact: new Map(Object.entries(value['exact']).map(([id, is]) => [id, is === true])),
    });
  }
  return judgements;
}

/** Example id → its source, as `families/call`, from a file of rows that the recipe reads. */
export async function readSources(path: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const { value } of readJsonl(path)) {
    const items = isJsonObject(value) && Array.isArray(value['items']) ? value['items'] : [];
    for (const item of items.filter(isJsonObject)) sources.set(String(item['id']), String(item['source']));
  }
  return sources;
}
