import { type Budget, openBudget } from '../models/index.js';
import type { Settings } from './settings.js';

/** The settings' limits, none of it spent. */
export function budgetOf(settings: Settings, maxModelCalls?: number): Budget {
  return openBudget({
    ...(settings.maxTokens === undefined ? {} : { maxTokens: settings.maxTokens }),
    ...(settings.maxCostUsd === undefined ? {} : { maxCostUsd: settings.maxCostUsd }),
    ...(maxModelCalls === undefined ? {} : { maxModelCalls }),
  });
}
