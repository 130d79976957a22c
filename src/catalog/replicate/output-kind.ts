import { isJsonObject, type JsonValue } from '../../base/index.js';

const kinds: Readonly<Record<string, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'svg', 'avif', 'tiff', 'bmp', 'exr'],
  video: ['mp4', 'webm', 'mov', 'mkv', 'avi'],
  audio: ['wav', 'mp3', 'flac', 'ogg', 'opus', 'm4a', 'mid', 'midi'],
  '3D': ['glb', 'gltf', 'obj', 'ply', 'stl', 'fbx', 'usdz'],
};

const kindByEnding = new Map(Object.entries(kinds).flatMap(([kind, endings]) => endings.map(ending => [ending, kind])));

/** What a recorded output is: `image`, `video`, `audio`, `3D` or `text`; undefined when nothing tells. */
export function outputKind(output: JsonValue | undefined, depth = 0): string | undefined {
  if (typeof output === 'string') {
    if (!/^https?:\/\//i.test(output)) return 'text';
    const ending = /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(output.slice(-300))?.[1];
    return ending === undefined ? undefined : kindByEnding.get(ending.toLowerCase());
  }
  if (typeof output !== 'object' || output === null || depth > 2) return undefined;
  if (!isJsonObject(output)) return outputKind(output[0], depth + 1);
  const members = Object.values(output).map(member => outputKind(member, depth + 1));
  return members.find(kind => kind !== undefined && kind !== 'text') ?? members.find(kind => kind !== undefined);
}
