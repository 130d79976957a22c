import { chatClosing, chatOpening, chatText, chatTurn, systemTurn } from '../../../models/index.js';
import type { ToolCallSheet } from './tool-call-sheet.js';

/** A sheet as the recipe in training/tool-model reads it. */
export interface TrainingRow {
  readonly prefix: string;
  readonly items: readonly TrainingItem[];
}

export interface TrainingItem {
  readonly id: string;
  readonly source: string;
  readonly segments: readonly { readonly text: string; readonly learn: boolean }[];
}

/** The very text that the embedded model sees when it is asked, and what it should write there. */
export function trainingRow({
  source,
  functions,
  examples,
}: Pick<ToolCallSheet, 'source' | 'functions' | 'examples'>): TrainingRow {
  return {
    prefix: chatText(systemTurn(functions)),
    items: examples.map(({ id, kind, turns }) => ({
      id,
      source: `${source}/${kind}`,
      segments: segmentsOf(turns.map(chatTurn)),
    })),
  };
}

function segmentsOf(turns: readonly ReturnType<typeof chatTurn>[]): TrainingItem['segments'] {
  const segments: { text: string; learn: boolean }[] = [];
  let shown = '';
  for (const turn of turns) {
    if (turn.role !== 'assistant') {
      shown += chatText(turn);
      continue;
    }
    segments.push({ text: `${shown}${chatOpening('assistant')}`, learn: false });
    segments.push({ text: `${turn.text}${chatClosing}`, learn: true });
    shown = '';
  }
  return segments;
}
