/** The same function, asked once for each text; forgets all of them when they become more than `most`. */
export function remembering<T>(find: (text: string) => T, most: number): (text: string) => T {
  const found = new Map<string, T>();
  return text => {
    if (found.has(text)) return found.get(text) as T;
    if (found.size === most) found.clear();
    const value = find(text);
    found.set(text, value);
    return value;
  };
}
