import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { tokenBound } from './token-bound.js';

describe('the bound of tokens', () => {
  it.each([
    '',
    'convert(amount: number, to: string=[km|mile] wanted unit, digits?: integer) - Converts lengths.',
    'jira_7_6_1_stop() - Undescribed: GET /api/2/monitoring/jmx/stopExposing',
    'api_delete_script_tag(scriptTagId: integer スクリプトタグID) - スクリプトタグの削除',
    'telnyx_api_send_message(audio?: {…}, contacts?: {…}[], document?: {…}, hsm?: {…}, image?: {…})',
    'Создаёт новую запись — naïve café, 你好世界, مرحبا, 🐒🐒',
    'X-API2CRM-APPLICATION-KEY: string, X-API2CRM-DATA-ENABLE?: string=[false|true]',
  ])('is no less than what a model takes for %j, and no more than twice that and ten', text => {
    const taken = countTokens(text);
    const bound = tokenBound(text);
    expect(bound).toBeGreaterThanOrEqual(taken);
    expect(bound).toBeLessThanOrEqual(2 * taken + 10);
  });
});
