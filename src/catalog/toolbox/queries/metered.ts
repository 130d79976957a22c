import type { JsonValue } from '../../../base/index.js';

/**
 * A view of a document that throws once it was read `maxReads` times, so that a query of any cost ends. Libraries see
 * ordinary arrays and objects.
 */
export function metered(document: JsonValue, maxReads: number): JsonValue {
  let reads = 0;
  const count = () => {
    reads += 1;
    if (reads > maxReads) throw new Error('the query is too costly for this document; make it more specific');
  };
  const views = new WeakMap<object, object>();
  const view = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = views.get(value);
    if (known !== undefined) return known;
    const proxy = new Proxy(value, {
      get: (target, key) => {
        count();
        return view(Reflect.get(target, key));
      },
      ownKeys: target => {
        count();
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor: (target, key) => {
        count();
        const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
        return descriptor?.configurable === true ? { ...descriptor, value: view(descriptor.value) } : descriptor;
      },
    });
    views.set(value, proxy);
    return proxy;
  };
  // A copy, because views of frozen objects may not show anything but their very values.
  return view(structuredClone(document)) as JsonValue;
}

/** A plain copy of a query's outcome; throws when it has more than `maxParts` parts. */
export function plainCopy(value: unknown, maxParts: number): JsonValue {
  let parts = 0;
  const copy = (part: unknown): JsonValue => {
    parts += 1;
    if (parts > maxParts) throw new Error(`the query finds more than ${maxParts} values; make it more specific`);
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return (part ?? null) as JsonValue;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, copy(member)]));
  };
  return copy(value);
}
