import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, localServer } from '../providers/fixtures/local-server.js';
import { embedderNamed } from './embedder-named.js';

const folder = fileURLToPath(new URL('./static/fixtures/model2vec', import.meta.url));
let server: LocalServer | undefined;
afterEach(() => server?.close());

describe('embedderNamed', () => {
  it('opens a folder in the format of model2vec', async () => {
    const embedder = await embedderNamed(folder);
    expect(embedder).toMatchObject({ dimensions: 16, name: expect.stringMatching(/^static-/) });
  });

  it('opens an endpoint with what its name says', async () => {
    server = await localServer({
      headers: { 'content-type': 'application/json' },
      chunks: ['{"data":[{"index":0,"embedding":[1,0]}]}'],
    });
    const options = 'key=MY_KEY,dimensions=2,query=ask%3A%20';
    const embedder = await embedderNamed(`openai:some/model@${server.url}/v1#${options}`, {
      secret: name => (name === 'MY_KEY' ? 'hush' : undefined),
    });
    await embedder.embed(['x'], 'query');
    expect(server.seen[0]).toMatchObject({
      headers: { authorization: 'Bearer hush' },
      body: { model: 'some/model', input: ['ask: x'], dimensions: 2 },
    });
  });

  it('refuses other names and options, saying what there is', async () => {
    await expect(embedderNamed('statik')).rejects.toThrow('no embedder named "statik"; did you mean "static"?');
    await expect(embedderNamed('./nowhere')).rejects.toMatchObject({ code: 'not-found' });
    await expect(embedderNamed('openai:')).rejects.toMatchObject({ code: 'usage' });
    await expect(embedderNamed('openai:m#size=3')).rejects.toMatchObject({ code: 'unknown-name' });
    await expect(embedderNamed('openai:m#dimensions=x')).rejects.toMatchObject({ code: 'usage' });
    await expect(embedderNamed('openai:m#query=%')).rejects.toMatchObject({ code: 'usage' });
  });
});
