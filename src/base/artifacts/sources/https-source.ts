import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { CapuchinError } from '../../errors.js';
import { retry, retryAfterMs } from '../../retry.js';
import type { ArtifactSource } from '../artifact.js';
import { type Deliver, type Delivery, type SourceTools, writeStream } from './delivery.js';

/**
 * Downloads, going on where an earlier download stopped when the server can (Range), and starting again when it cannot
 * or when it says that its file has changed since (If-Range). Failures that may pass are tried again, from where they
 * happened.
 */
export const deliverHttps: Deliver<ArtifactSource & { kind: 'https' }> = async ({ url }, delivery, tools) => {
  checkAddress(url);
  const continued = (await sizeOf(delivery.partialPath)) > 0;
  await retry(() => downloadRest(url, delivery, tools), {
    attempts: 5,
    clock: tools.clock,
    random: tools.random,
    signal: delivery.signal,
    retryable: error => error instanceof Passing && (error.afterMs === undefined || { afterMs: error.afterMs }),
  });
  await rm(validatorPath(delivery), { force: true });
  return { path: delivery.partialPath, continued };
};

/** A failure that another try may not have. */
class Passing extends CapuchinError {
  constructor(
    message: string,
    readonly afterMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super('download-failed', message, options);
  }
}

async function downloadRest(url: string, delivery: Delivery, tools: SourceTools): Promise<void> {
  const { bytes, signal } = delivery;
  const have = await sizeOf(delivery.partialPath);
  if (have === bytes) return; // everything came last time; only the check is missing
  if (have > bytes) await rm(delivery.partialPath);

  const response = await request(url, await headersFor(url, have, delivery), signal ?? undefined, tools);
  const start = await startOf(response, have, delivery, tools);
  const body = response.body;
  if (body === null) throw new CapuchinError('download-failed', 'the server sent nothing');
  await keepValidator(url, response, delivery);
  try {
    await writeStream(passingFailures(body), delivery.partialPath, delivery, { stage: 'download', start });
  } catch (thrown) {
    // Something else altogether: no beginning to go on from.
    if (thrown instanceof CapuchinError && thrown.code === 'wrong-size') await rm(delivery.partialPath);
    throw thrown;
  }
}

async function request(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  tools: SourceTools,
): Promise<Response> {
  const response = await tools.fetch(url, { headers, ...(signal === undefined ? {} : { signal }) });
  if (response.url !== '') checkAddress(response.url); // where redirects ended
  return response;
}

async function headersFor(url: string, have: number, delivery: Delivery): Promise<Record<string, string>> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }; // Range counts bytes as sent
  if (have === 0 || have > delivery.bytes) return headers;
  headers['range'] = `bytes=${have}-`;
  const validator = await validatorFor(url, delivery);
  // Without one the rest is asked for anyway: the content is pinned, and a beginning that does not fit is found out.
  if (validator !== undefined) headers['if-range'] = validator;
  return headers;
}

/** The byte at which the response's body begins. */
async function startOf(response: Response, have: number, delivery: Delivery, tools: SourceTools): Promise<number> {
  const { bytes } = delivery;
  if (response.status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
    if (Number(range?.[1]) === have && (range?.[2] === '*' || Number(range?.[2]) === bytes)) return have;
    await response.body?.cancel();
    await rm(delivery.partialPath, { force: true });
    throw new Passing(`it sent another range than the one asked for (${range?.[0] ?? 'none'})`, undefined);
  }
  if (response.status === 200) {
    const length = response.headers.get('content-length');
    if (length === null || Number(length) === bytes) return 0;
    await response.body?.cancel();
    throw new CapuchinError('wrong-size', `the server has ${length} bytes, ${bytes} are expected`);
  }
  await response.body?.cancel();
  if (response.status === 416) await rm(delivery.partialPath, { force: true });
  const message = `HTTP ${response.status}`;
  const mayPass = response.status === 416 || response.status === 429 || response.status >= 500;
  if (mayPass) throw new Passing(message, retryAfterMs(response.headers.get('retry-after'), tools.clock));
  throw new CapuchinError('download-failed', message);
}

/** The body's chunks; a connection that breaks in the middle is worth another try. */
async function* passingFailures(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (thrown) {
    throw new Passing('the connection broke', undefined, { cause: thrown });
  }
}

const validatorPath = (delivery: Delivery) => `${delivery.partialPath}.json`;

/** Remembers which version of the server's file the partial belongs to. Weak ETags say nothing about bytes. */
async function keepValidator(url: string, response: Response, delivery: Delivery): Promise<void> {
  const etag = response.headers.get('etag');
  const validator = etag !== null && !etag.startsWith('W/') ? etag : response.headers.get('last-modified');
  if (validator === null) await rm(validatorPath(delivery), { force: true });
  else await writeFile(validatorPath(delivery), JSON.stringify({ url, validator }));
}

async function validatorFor(url: string, delivery: Delivery): Promise<string | undefined> {
  try {
    const kept = JSON.parse(await readFile(validatorPath(delivery), 'utf8')) as Record<string, unknown>;
    return kept['url'] === url && typeof kept['validator'] === 'string' ? kept['validator'] : undefined;
  } catch {
    return undefined; // none kept, or torn: then nothing is known of the version
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined); // not there: nothing has come yet
  return found?.size ?? 0;
}

/** @throws CapuchinError `bad-address`. Plain http is for this machine alone. */
function checkAddress(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return;
  if (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]')) return;
  throw new CapuchinError('bad-address', `only https addresses are used, not ${protocol}//${hostname}`);
}
