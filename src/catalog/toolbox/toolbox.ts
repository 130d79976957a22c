import { UnknownName } from '../../base/index.js';
import type { FunctionDefinition } from '../functions/function-definition.js';

/** What a file of the toolbox exports. Its libraries are imported when a function runs, never when it is listed. */
export interface ToolboxCategory {
  readonly description: string;
  readonly functions: readonly FunctionDefinition[];
  /** Functions that only undo others and are not shown to models. */
  readonly undoFunctions?: readonly FunctionDefinition[];
}

/** Category → how to load it. The whole list of what the toolbox has. */
export const toolboxCategories = {
  algebra: () => import('./algebra.js'),
  arithmetic: () => import('./arithmetic.js'),
  'ascii-art': () => import('./ascii-art.js'),
  astronomy: () => import('./astronomy.js'),
  calendars: () => import('./calendars.js'),
  charts: () => import('./charts.js'),
  chemistry: () => import('./chemistry.js'),
  colour: () => import('./colour.js'),
  countries: () => import('./countries.js'),
  dates: () => import('./dates.js'),
  encoding: () => import('./encoding.js'),
  files: () => import('./files.js'),
  finance: () => import('./finance.js'),
  formats: () => import('./formats.js'),
  geodesy: () => import('./geodesy.js'),
  hashing: () => import('./hashing.js'),
  identifiers: () => import('./identifiers.js'),
  language: () => import('./language.js'),
  markup: () => import('./markup.js'),
  numbers: () => import('./numbers.js'),
  queries: () => import('./queries.js'),
  randomness: () => import('./randomness.js'),
  regex: () => import('./regex.js'),
  schedule: () => import('./schedule.js'),
  statistics: () => import('./statistics.js'),
  text: () => import('./text.js'),
  'time-zones': () => import('./time-zones.js'),
  units: () => import('./units.js'),
  versions: () => import('./versions.js'),
  web: () => import('./web.js'),
} as const satisfies Record<string, () => Promise<ToolboxCategory>>;

export interface LoadedCategory extends ToolboxCategory {
  readonly category: string;
  /** `builtin:toolbox/<category>`. */
  readonly module: string;
}

const modulePrefix = 'builtin:toolbox/';

/** Whether a module's name is one of the toolbox's, known or not. */
export function isToolboxModule(module: string): boolean {
  return module.startsWith(modulePrefix);
}

/** Every category, in alphabetical order. */
export function loadToolbox(): Promise<readonly LoadedCategory[]> {
  return Promise.all(Object.keys(toolboxCategories).map(category => loadCategory(`${modulePrefix}${category}`)));
}

/** One category by its module's name; throws `UnknownName`. */
export async function loadCategory(module: string): Promise<LoadedCategory> {
  const category = module.slice(modulePrefix.length);
  if (!isToolboxModule(module) || !Object.hasOwn(toolboxCategories, category)) {
    const known = Object.keys(toolboxCategories).map(name => `${modulePrefix}${name}`);
    throw new UnknownName('toolbox module', module, known);
  }
  const load: () => Promise<ToolboxCategory> = toolboxCategories[category as keyof typeof toolboxCategories];
  const { description, functions, undoFunctions } = await load();
  return { category, module, description, functions, ...(undoFunctions !== undefined && { undoFunctions }) };
}

/** One function of a category, those that undo included; throws `UnknownName`. */
export async function loadFunction(module: string, name: string): Promise<FunctionDefinition> {
  const { functions, undoFunctions = [] } = await loadCategory(module);
  const all = [...functions, ...undoFunctions];
  const found = all.find(definition => definition.name === name);
  if (found === undefined) {
    throw new UnknownName(
      `function of ${module}`,
      name,
      all.map(definition => definition.name),
    );
  }
  return found;
}
