import { CapuchinError, isJsonObject, type JsonValue } from '../../base/index.js';
import { featureNames } from './feature-names.js';
import { type FitModel, fitFeatures } from './fit-model.js';
import type { FusionModel } from './fusion-model.js';

/** What was learned of ordering candidates and of telling whether any of them fits, as it is kept in a JSON file. */
export interface FusionWeights {
  readonly format: 'capuchin-fusion';
  readonly version: 1;
  /** How it was made: the command, the data, when it was kept. */
  readonly made: string;
  /** Features in the order of the lists; weights of another list of features are of another version of the program. */
  readonly features: readonly string[];
  readonly model: { readonly [Part in keyof FusionModel]: readonly number[] };
  readonly fit: FitModel;
}

/** @throws CapuchinError `unusable-weights` naming what is wrong; the weights that come with the package are used without any. */
export function readFusionWeights(value: JsonValue, origin: string): FusionWeights {
  const wrong = (why: string) =>
    new CapuchinError(
      'unusable-weights',
      `the retriever's weights in ${origin} cannot be used: ${why}; make new ones with \`capuchin train retriever\`, or delete the file`,
    );
  if (!isJsonObject(value) || value['format'] !== 'capuchin-fusion') throw wrong('it is no file of fusion weights');
  if (value['version'] !== 1) throw wrong(`version ${String(value['version'])} is not known here`);
  const features = value['features'];
  if (!Array.isArray(features) || features.join() !== featureNames.join()) throw wrong('they are of other features');
  const { model, fit } = value;
  if (!isJsonObject(model)) throw wrong('there is no model in it');
  for (const part of ['mean', 'deviation', 'linear'] as const) {
    if (!isNumbers(model[part], featureNames.length)) throw wrong(`${part} is not one number for each feature`);
  }
  if (!arePositive(model['deviation'])) throw wrong('a deviation is not above 0');
  if (!isFit(fit)) throw wrong('there is no fit in it, or one of other features');
  return value as unknown as FusionWeights;
}

export function fusionModelOf({ model }: FusionWeights): FusionModel {
  return {
    mean: Float32Array.from(model.mean),
    deviation: Float32Array.from(model.deviation),
    linear: Float32Array.from(model.linear),
  };
}

function isFit(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const { features, mean, deviation, weights, bias, threshold } = value;
  if (!Array.isArray(features) || features.join() !== fitFeatures.join()) return false;
  const lists = [mean, deviation, weights];
  const isWhole = lists.every(list => isNumbers(list, features.length)) && isNumber(bias) && isNumber(threshold);
  return isWhole && arePositive(deviation);
}

function isNumbers(value: JsonValue | undefined, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(isNumber);
}

/** What is divided by. */
function arePositive(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every(each => Number(each) > 0);
}

function isNumber(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
