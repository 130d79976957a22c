import { isJsonObject, type JsonSchema } from '../../base/index.js';
import { findJson } from '../../models/index.js';

/** The best rating; the worst is 0. */
export const highestRating = 10;

/** What counts for a reply that is no rating: neither for the way nor against it. */
export const unreadRating = 5;

/** What a model replies with that rates a way. */
export const ratingSchema: JsonSchema = {
  type: 'object',
  properties: {
    value: {
      type: 'number',
      minimum: 0,
      maximum: highestRating,
      description: 'How near the way is to a right answer.',
    },
  },
  required: ['value'],
  additionalProperties: false,
};

/** A rating from 0 to 10: JSON as `ratingSchema` says, or the number alone, as such or as `7/10`. */
export function readRating(text: string): number | undefined {
  const [, alone] = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*10)?\.?\s*$/.exec(text) ?? [];
  const [found] = alone === undefined ? findJson(text) : [];
  const json = found !== undefined && isJsonObject(found.value) ? found.value['value'] : undefined;
  const value = alone === undefined ? json : Number(alone);
  return typeof value === 'number' && value >= 0 && value <= highestRating ? value : undefined;
}
