// The folder order of the architecture, as a check: a folder imports only from folders to its left, through their index.
const order = [
  'base',
  'catalog',
  'models',
  'retrieval',
  'execution',
  'trajectory',
  'planning',
  'jobs',
  'datasets',
  'evaluation',
  'training',
  'serving',
  'server',
  'cli',
];

const upward = order.slice(0, -1).map((folder, i) => ({
  name: `${folder}-looks-right`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: `^src/(${order.slice(i + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'front-door-only',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'never-your-own-index',
      comment: 'Inside a folder, import the file itself.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.(test|contract)\\.ts$' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'known-folders',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${order.join('|')})/` },
    },
    {
      name: 'no-test-code-in-source',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|contract)\\.ts$' },
      to: { path: '\\.(test|contract)\\.ts$|^test/' },
    },
    {
      name: 'no-dev-dependency-in-source',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|contract)\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-peer'], // optional packages, installed here for the tests
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'vendor-sdk-under-providers',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/models/providers/' },
      to: { path: 'node_modules/(openai|@anthropic-ai|@ai-sdk|node-llama-cpp)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
