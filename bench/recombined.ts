import { type Api, isJsonObject, type JsonSchema, seededRandom } from 'capuchin';

/**
 * `count` APIs made of the parts of real ones: name, tool and description from different APIs, and one to six of all
 * parameters there are. The same for the same seed. Words are distributed as in real texts, which is what an index feels.
 */
export function* recombined(real: readonly Api[], count: number, seed: number): Generator<Api, void, void> {
  const random = seededRandom(seed);
  const parameters = real.flatMap(api => {
    const { properties } = api.parameters;
    return isJsonObject(properties) ? Object.entries(properties) : [];
  });
  for (let i = 0; i < count; i++) {
    const [named, grouped, described] = [random.pick(real), random.pick(real), random.pick(real)];
    const chosen = Array.from({ length: 1 + random.integer(6) }, () => random.pick(parameters));
    const schema: JsonSchema = { type: 'object', properties: Object.fromEntries(chosen) };
    const id = `recombined/${String(i).padStart(7, '0')}`;
    const { document: _document, toolDescription, ...plain } = grouped;
    yield {
      ...plain,
      id,
      name: `api_${i}`,
      collection: 'recombined',
      title: named.title,
      description: described.description,
      ...(toolDescription === undefined ? {} : { toolDescription }),
      parameters: schema,
    };
  }
}
