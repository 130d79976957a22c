import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Version numbers by semantic versioning: compare, sort, check ranges, raise.';

const version = { type: 'string', minLength: 1, maxLength: 100, examples: ['1.4.2', '2.0.0-beta.1'] };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'compare_versions',
    description:
      'Says which of two software versions is newer (semver) and whether they differ in major, minor or patch.',
    parameters: parameters({
      a: { ...version, description: 'The first version.' },
      b: { ...version, description: 'The second version.' },
    }),
    examples: [
      {
        request: 'Is 1.10.0 newer than 1.9.3?',
        arguments: { a: '1.10.0', b: '1.9.3' },
        returns: { newer: '1.10.0', difference: 'minor' },
      },
      { arguments: { a: '2.0.0', b: 'v2.0.0' }, returns: { newer: null, difference: null } },
    ],
    run: async ({ a, b }: { a: string; b: string }) => {
      const { default: semver } = await import('semver');
      const [left, right] = [parsed(semver.parse(a), a), parsed(semver.parse(b), b)];
      const order = semver.compare(left, right);
      return { newer: order === 0 ? null : order > 0 ? a : b, difference: semver.diff(left, right) };
    },
  },
  {
    name: 'check_version_range',
    description: 'Says whether a version satisfies a range such as ^1.2.0, ~2.1 or >=3 <5, as npm reads it.',
    parameters: parameters({
      version: { ...version, description: 'The version.' },
      range: { type: 'string', minLength: 1, maxLength: 200, description: 'The range.' },
    }),
    examples: [
      {
        request: 'Would ^1.2.0 accept version 1.9.5?',
        arguments: { version: '1.9.5', range: '^1.2.0' },
        returns: { satisfies: true, range: '>=1.2.0 <2.0.0-0' },
      },
    ],
    run: async ({ version: given, range }: { version: string; range: string }) => {
      const { default: semver } = await import('semver');
      const valid = semver.validRange(range);
      if (valid === null) throw new Error(`"${range}" is not a range of versions`);
      return { satisfies: semver.satisfies(parsed(semver.parse(given), given), range), range: valid };
    },
  },
  {
    name: 'sort_versions',
    description: 'Sorts version numbers from oldest to newest.',
    parameters: parameters({
      versions: { type: 'array', items: version, minItems: 1, maxItems: 1000, description: 'The versions.' },
    }),
    examples: [
      {
        request: 'Order these releases: 1.10.0, 1.2.0, 2.0.0-rc.1, 1.9.0',
        arguments: { versions: ['1.10.0', '1.2.0', '2.0.0-rc.1', '1.9.0'] },
        returns: ['1.2.0', '1.9.0', '1.10.0', '2.0.0-rc.1'],
      },
    ],
    run: async ({ versions }: { versions: string[] }) => {
      const { default: semver } = await import('semver');
      return versions
        .map(given => parsed(semver.parse(given), given))
        .sort(semver.compareBuild)
        .map(({ version: text }) => text);
    },
  },
  {
    name: 'bump_version',
    description: 'Raises a version number to the next major, minor, patch or prerelease.',
    parameters: parameters({
      version: { ...version, description: 'The version.' },
      release: { type: 'string', enum: ['major', 'minor', 'patch', 'prerelease'], description: 'What to raise.' },
    }),
    examples: [
      {
        request: 'What comes after 1.4.9 for a minor release?',
        arguments: { version: '1.4.9', release: 'minor' },
        returns: '1.5.0',
      },
    ],
    run: async ({
      version: given,
      release,
    }: {
      version: string;
      release: 'major' | 'minor' | 'patch' | 'prerelease';
    }) => {
      const { default: semver } = await import('semver');
      return parsed(semver.parse(given), given).inc(release).version;
    },
  },
]);

function parsed<T>(version: T | null, given: string): T {
  if (version === null) throw new Error(`"${given}" is not a version; write it as 1.2.3`);
  return version;
}
