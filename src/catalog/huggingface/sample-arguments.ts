import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

const maxCharacters = 2_000;

/** The arguments that a widget's sample input makes; undefined for samples of a form that is not known. */
export function sampleArguments(task: string, sample: JsonValue): JsonObject | undefined {
  const made =
    typeof sample === 'string' ? { inputs: sample } : isJsonObject(sample) ? fromObject(task, sample) : undefined;
  return made === undefined || JSON.stringify(made).length > maxCharacters ? undefined : made;
}

function fromObject(task: string, sample: JsonObject): JsonObject | undefined {
  const { text, context, table, candidate_labels: labels, source_sentence: source, sentences } = sample;
  switch (task) {
    case 'question-answering':
      return ofTexts(text, context) ? { inputs: { question: text, context } as JsonObject } : undefined;
    case 'table-question-answering':
      return isJsonObject(table) ? { inputs: { question: text ?? '', table: ofCells(table) } } : undefined;
    case 'zero-shot-classification':
      if (!ofTexts(text, labels)) return undefined;
      return {
        inputs: text as string,
        parameters: {
          candidate_labels: String(labels).split(/\s*,\s*/),
          ...(typeof sample['multi_class'] === 'boolean' ? { multi_label: sample['multi_class'] } : {}),
        },
      };
    case 'sentence-similarity':
      return source === undefined || sentences === undefined
        ? undefined
        : { inputs: { source_sentence: source, sentences } };
    default:
      return undefined;
  }
}

function ofTexts(...values: readonly (JsonValue | undefined)[]): boolean {
  return values.every(value => typeof value === 'string');
}

/** Cells of tables are texts. */
function ofCells(table: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(table).map(([column, cells]) => [column, Array.isArray(cells) ? cells.map(String) : cells]),
  );
}
