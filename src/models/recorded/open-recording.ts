import type { OpenModel } from '../providers/model-provider.js';
import { recorded } from './recorded.js';

const mark = '?record=';

/** `recorded:<file>[?record=<selection string>]`: replays, and with a model to record adds what is missing. */
export const openModel: OpenModel = async (rest, { secrets = [] }, open) => {
  const at = rest.indexOf(mark);
  if (at < 0) return recorded(rest, { secrets });
  const record = await open(rest.slice(at + mark.length));
  return recorded(rest.slice(0, at), { record, secrets });
};
