import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';

/** What one platform installs: a package.json and the lock file that pins everything in it. */
export interface RuntimePackages {
  readonly packageJson: JsonObject;
  readonly packageLock: JsonObject;
}

const scope = '@node-llama-cpp/';

/** Package with the runtime's compiled part, by Node's `process.platform` and `process.arch`. All run without a GPU. */
const compiled: Readonly<Record<string, string>> = {
  'linux-x64': `${scope}linux-x64`,
  'linux-arm64': `${scope}linux-arm64`,
  'linux-arm': `${scope}linux-armv7l`,
  'darwin-arm64': `${scope}mac-arm64-metal`,
  'darwin-x64': `${scope}mac-x64`,
  'win32-x64': `${scope}win-x64`,
  'win32-arm64': `${scope}win-arm64`,
};

/** The platforms there is a compiled runtime for, as `<platform>-<arch>`. */
export const runtimePlatforms: readonly string[] = Object.keys(compiled);

/**
 * The one lock file for all platforms, narrowed to one: its compiled package becomes a dependency, those of the other
 * platforms go. `undefined` for a platform that has none.
 */
export function runtimeLock(all: RuntimePackages, platform: string, arch: string): RuntimePackages | undefined {
  const wanted = compiled[`${platform}-${arch}`];
  const packages = all.packageLock['packages'];
  if (wanted === undefined || !isJsonObject(packages)) return undefined;
  const kept: Record<string, JsonValue> = {};
  for (const [path, entry] of Object.entries(packages)) {
    if (!isJsonObject(entry)) continue;
    if (path === '') kept[path] = narrowed(entry, wanted);
    else if (path === `node_modules/${wanted}`) kept[path] = without(entry, 'optional');
    else if (entry['optional'] !== true) kept[path] = entry;
  }
  return { packageJson: narrowed(all.packageJson, wanted), packageLock: { ...all.packageLock, packages: kept } };
}

function narrowed(root: JsonObject, wanted: string): JsonObject {
  const { optionalDependencies, dependencies, ...rest } = root;
  const version = isJsonObject(optionalDependencies) ? optionalDependencies[wanted] : undefined;
  const needed = isJsonObject(dependencies) ? dependencies : {};
  return { ...rest, dependencies: version === undefined ? needed : { ...needed, [wanted]: version } };
}

function without(entry: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== member));
}
