import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CapuchinError } from '../../errors.js';
import type { ArtifactSource } from '../artifact.js';
import { type Deliver, deliverStream } from './delivery.js';

/** A copy, so that the cache stays whole when the original is changed or removed. */
export const deliverFile: Deliver<ArtifactSource & { kind: 'file' }> = async ({ path }, delivery) => {
  const { size } = await stat(path);
  if (size !== delivery.bytes) {
    throw new CapuchinError('wrong-size', `the file has ${size} bytes, ${delivery.bytes} are expected`);
  }
  return deliverStream(createReadStream(path, { highWaterMark: 2 ** 20 }), delivery, 'download');
};
