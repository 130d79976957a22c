/** Gives every parameter and body member a name that models can use, each once. */
export interface ArgumentNames {
  /** The name for a wire name: itself where it is legal and free, otherwise made legal and told apart by its place. */
  take(wireName: string, place: string): string;
  /** Whether the name a wire name would get is still free. */
  isFree(wireName: string): boolean;
}

const maxCharacters = 64;

export function argumentNames(): ArgumentNames {
  const taken = new Set<string>();
  return {
    isFree: wireName => !taken.has(legal(wireName)),
    take(wireName, place) {
      const wanted = legal(wireName);
      let name = wanted;
      for (let i = 1; taken.has(name); i += 1) {
        const suffix = i === 1 ? `_in_${place}` : `_in_${place}_${i}`;
        name = `${wanted.slice(0, maxCharacters - suffix.length)}${suffix}`;
      }
      taken.add(name);
      return name;
    },
  };
}

/** `filter[name]` → `filter_name`, `$top` → `top`. */
function legal(wireName: string): string {
  const replaced = wireName.replace(/[^A-Za-z0-9_.-]+/g, '_');
  const name = (replaced === wireName ? wireName : replaced.replace(/^_+|_+$/g, '')).slice(0, maxCharacters);
  return name === '' || name === '__proto__' ? 'value' : name;
}
