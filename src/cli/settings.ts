import {
  type ConfigFile,
  defineSettings,
  type Folders,
  findProjectFile,
  findUserFile,
  nearest,
  type Resolved,
  type ResolvedConfig,
  readConfigFile,
  resolveConfig,
  type Setting,
  type SettingValue,
  shownValue,
} from '../base/index.js';
import type { ModelFeatures } from '../models/index.js';
import type { Io } from './io.js';

const notNegative = (value: number) => (value < 0 ? 'must not be negative' : undefined);
const wholeNumber = (value: number) =>
  Number.isSafeInteger(value) && value >= 0 ? undefined : 'must be a whole number';

/** Every setting: its flag is the name in kebab case, its place in configuration files the name itself. */
export const settingTable = defineSettings({
  model: {
    type: 'text',
    environment: 'CAPUCHIN_MODEL',
    default: 'llama:smollm2-135m-instruct',
    description: 'Who thinks; see `capuchin models`.',
  },
  adapter: {
    type: 'text',
    environment: 'CAPUCHIN_ADAPTER',
    default: 'kept',
    description:
      'What the embedded model was taught: kept (what `capuchin train tool-model` kept, if anything), packaged, or a GGUF file.',
  },
  planner: {
    type: 'text',
    environment: 'CAPUCHIN_PLANNER',
    default: 'auto',
    description:
      'How calls are decided: direct, chain, dfsdt, …; auto is dfsdt, but direct for the embedded model, which does not plan.',
  },
  retriever: {
    type: 'text',
    environment: 'CAPUCHIN_RETRIEVER',
    default: 'fused',
    description:
      'How APIs are found: fused, lexical (its first stage), hybrid and dense (by meaning), bm25 as published, or lancedb or postgres to search elsewhere.',
  },
  retrieverWeights: {
    type: 'text',
    environment: 'CAPUCHIN_RETRIEVER_WEIGHTS',
    default: 'kept',
    description:
      'What orders the hits of fused and hybrid: kept (what `capuchin train retriever` kept, if anything), packaged, or a file it wrote.',
  },
  embedder: {
    type: 'text',
    environment: 'CAPUCHIN_EMBEDDER',
    default: 'static',
    description:
      'What makes vectors of texts: static, minilm, openai:<model>, or the folder of a model2vec model. When set, lancedb and postgres search vectors, too.',
  },
  collections: {
    type: 'list',
    environment: 'CAPUCHIN_COLLECTIONS',
    default: [],
    description: 'What is searched when no --collection is given; all when empty.',
  },
  priors: {
    type: 'boolean',
    environment: 'CAPUCHIN_PRIORS',
    default: false,
    description: 'Whether APIs that served earlier runs of yours are found a little higher; on or off.',
  },
  k: {
    type: 'number',
    environment: 'CAPUCHIN_K',
    description: "How many APIs the model chooses from; the planner's own number when not set.",
    check: value => (Number.isSafeInteger(value) && value > 0 ? undefined : 'must be a whole number above 0'),
  },
  minFit: {
    type: 'number',
    environment: 'CAPUCHIN_MIN_FIT',
    description:
      'No model is asked where an API fits with a lower probability; a hundredth of what `search` calls likely when not set.',
    check: value => (value >= 0 && value <= 1 ? undefined : 'must be a number from 0 to 1'),
  },
  maxTokens: {
    type: 'number',
    environment: 'CAPUCHIN_MAX_TOKENS',
    description: 'Most tokens a run may take, input and output together.',
    check: notNegative,
  },
  maxCostUsd: {
    type: 'number',
    environment: 'CAPUCHIN_MAX_COST_USD',
    description: 'Most money a run may cost.',
    check: notNegative,
  },
  policy: {
    type: 'text',
    environment: 'CAPUCHIN_POLICY',
    default: '',
    description: 'File of rules for what may run; the cautious rules when empty.',
  },
  workspace: {
    type: 'text',
    environment: 'CAPUCHIN_WORKSPACE',
    default: '.',
    description: 'The only folder file functions may touch.',
  },
  allowHosts: {
    type: 'list',
    environment: 'CAPUCHIN_ALLOW_HOSTS',
    default: [],
    description: 'Private hosts that HTTP calls and imports may reach, as host or host:port.',
  },
  servers: {
    type: 'list',
    environment: 'CAPUCHIN_SERVERS',
    default: [],
    description: 'Addresses that HTTP calls go to instead of those in the documents, as collection=URL.',
    check: servers =>
      servers.every(each => /^[^=]+=https?:\/\//.test(each)) ? undefined : 'must be of the form collection=URL',
  },
  requestsPerMinute: {
    type: 'number',
    environment: 'CAPUCHIN_REQUESTS_PER_MINUTE',
    description: 'Most HTTP requests to one host within a minute; what hosts say of their limits counts either way.',
    check: value => (Number.isSafeInteger(value) && value > 0 ? undefined : 'must be a whole number above 0'),
  },
  rapidapiKeyEnv: {
    type: 'text',
    environment: 'CAPUCHIN_RAPIDAPI_KEY_ENV',
    default: 'RAPIDAPI_KEY',
    description: "Environment variable that holds your RapidAPI key, for calling ToolBench's APIs directly.",
    check: value => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) ? undefined : 'must be the name of a variable, not a key'),
  },
  toolbenchUrl: {
    type: 'text',
    environment: 'CAPUCHIN_TOOLBENCH_URL',
    default: '',
    description: "ToolBench-style server that ToolBench's APIs are called through; directly at RapidAPI when empty.",
    check: value => (value === '' || /^https?:\/\/[^/]/.test(value) ? undefined : 'must be an http or https address'),
  },
  lancedbUri: {
    type: 'text',
    environment: 'CAPUCHIN_LANCEDB_URI',
    default: '',
    description: 'Where the lancedb retriever keeps its index: a folder, or an address such as s3://bucket/path.',
  },
  postgresUrlEnv: {
    type: 'text',
    environment: 'CAPUCHIN_POSTGRES_URL_ENV',
    default: 'DATABASE_URL',
    description: "Environment variable that holds the address of the postgres retriever's server.",
    check: value => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) ? undefined : 'must be the name of a variable'),
  },
  seed: {
    type: 'number',
    environment: 'CAPUCHIN_SEED',
    default: 0,
    description: 'Makes a run repeatable where the model can.',
    check: wholeNumber,
  },
  python: {
    type: 'text',
    environment: 'CAPUCHIN_PYTHON',
    default: '',
    description: 'Python that models are trained with; the first that has the packages when empty.',
  },
  offline: {
    type: 'boolean',
    environment: 'CAPUCHIN_OFFLINE',
    default: false,
    description: 'Fetch no artifacts; use what is in the cache.',
  },
});

/** The planner `auto` stands for. A model too small to compose values is too small to plan: it calls once and asks back. */
export function defaultPlanner({ leavesOpen }: ModelFeatures): 'direct' | 'dfsdt' {
  return leavesOpen === true ? 'direct' : 'dfsdt';
}

export type ResolvedSettings = ResolvedConfig<typeof settingTable>;
export type Settings = { readonly [Name in keyof ResolvedSettings]: ResolvedSettings[Name]['value'] };

/** Every setting with where its value comes from. Flags that are no settings are left alone. */
export async function resolveSettings(io: Io, folders: Folders, flags: object): Promise<ResolvedSettings> {
  const [projectFile, userFile] = await Promise.all([
    readWhereFound(findProjectFile(io.cwd)),
    readWhereFound(findUserFile(folders.config)),
  ]);
  const own = Object.entries(flags).filter(([name]) => Object.hasOwn(settingTable, name));
  return resolveConfig(settingTable, { flags: Object.fromEntries(own), env: io.env, projectFile, userFile });
}

/** The values alone. */
export function settingValues(resolved: ResolvedSettings): Settings {
  return Object.fromEntries(Object.entries(resolved).map(([name, { value }]) => [name, value])) as unknown as Settings;
}

/** Environment variables that begin like ours and are none, with what was probably meant; keys are the user's own names. */
export function strangeVariables(env: Io['env']): string[] {
  const known = ['CAPUCHIN_HOME', ...Object.values(settingTable).flatMap(({ environment }) => environment ?? [])];
  const strange = Object.keys(env).filter(
    name => name.startsWith('CAPUCHIN_') && !name.startsWith('CAPUCHIN_KEY_') && !known.includes(name),
  );
  return strange.map(name => {
    const [meant] = nearest(name, known, 1);
    return meant === undefined ? name : `${name} (did you mean ${meant}?)`;
  });
}

async function readWhereFound(path: string | undefined): Promise<ConfigFile | undefined> {
  return path === undefined ? undefined : readConfigFile(path);
}

/** Every setting as people and programs may see it. */
export async function settingRows(io: Io, folders: Folders) {
  const resolved = Object.entries(await resolveSettings(io, folders, {}));
  return resolved.map(([name, value]) => settingRow(name, value));
}

function settingRow(name: string, { value, origin, where }: Resolved<SettingValue | undefined>) {
  const setting: Setting = settingTable[name as keyof typeof settingTable];
  const shown = shownValue(setting, { value, origin, where });
  const variable = setting.environment ?? '';
  return { name, shown, value: setting.secret === true ? null : (value ?? null), origin, where, variable };
}
