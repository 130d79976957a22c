import { type JsonValue, loadPrompt } from '../../../base/index.js';
import type { NumberedSheet } from '../generation/generate-tool-calls.js';
import { trainingRow } from '../sheets/training-row.js';
import { legalDialogue } from './legal-dialogue.js';
import { openaiRow } from './openai-row.js';
import { sharegptRow } from './sharegpt-row.js';
import { toolllamaRows } from './toolllama-rows.js';
import { trlRow } from './trl-row.js';

/** What one sheet is in a file of this format: rows in their order. */
export type SheetFormat = (sheet: NumberedSheet) => readonly JsonValue[];

const dialogues = (sheet: NumberedSheet) => sheet.examples.map(each => legalDialogue(sheet, each));

/** Formats by name. `rows` is what the recipe for the embedded model reads. */
export const sheetFormats = {
  rows: () => sheet => [trainingRow(sheet) as unknown as JsonValue],
  openai: () => sheet => dialogues(sheet).map(openaiRow),
  trl: () => sheet => dialogues(sheet).map(trlRow),
  sharegpt: () => sheet => dialogues(sheet).map(sharegptRow),
  toolllama: () => {
    const system = loadPrompt(new URL('./system.prompt.md', import.meta.url));
    return sheet => dialogues(sheet).flatMap(each => toolllamaRows(each, system));
  },
} as const satisfies Readonly<Record<string, () => SheetFormat>>;

export type SheetFormatName = keyof typeof sheetFormats;
export const sheetFormatNames = Object.keys(sheetFormats) as readonly SheetFormatName[];
