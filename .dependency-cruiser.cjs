// The arrows of the house: a complaint travels down this list, and so may imports, never up. Each rule says why.
const nouns = [
  ['platform', 'knows none of our nouns'],
  ['stats', 'numbers in, numbers out'],
  ['language', 'words in, words out'],
  ['calendar', 'times in, times out'],
  ['charts', 'numbers in, pictures out'],
  ['people'],
  ['customers'],
  ['promises'],
  ['journeys'],
  ['complaints'],
  ['channels'],
  ['causes'],
  ['potholes'],
  ['known-issues'],
  ['insight'],
  ['portal'],
]
const names = nouns.map(([name]) => name)

const oneWay = nouns.slice(0, -1).map(([name, why], index) => ({
  name: `${name}-imports-nothing-below-it`,
  comment:
    `${name} ${why ? `(${why}) ` : ''}may import only what stands above it in the house: ${names.slice(0, index).join(', ') || 'nothing'}. ` +
    'What it must trigger further down goes through the event log and jobs.',
  severity: 'error',
  // A test may set up what comes later.
  from: { path: `^src/${name}/`, pathNot: '[.]test[.]tsx?$' },
  to: { path: `^src/(${names.slice(index + 1).join('|')})/` },
}))

const serverOnly = ['/(store|routes|jobs|events)[.]tsx?$', '^src/platform/(database|postgres|http|queue|mailer|files|config)']

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'no-circle',
      comment: 'Of two files that import each other neither can be understood, tested or changed alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-the-top',
      comment: 'app.ts and cli.ts put the product together; what they need from the nouns they ask for, not the other way round.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '^src/(app|installation|cli)[.]ts$|^src/cli/|[.]test[.]tsx?$' },
      to: { path: '^src/(app|cli)[.]ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules and statistics compute from their arguments alone, so they are tested without a clock, network or database.',
      severity: 'error',
      from: { path: ['/rules[.]ts$', '^src/(stats|calendar)/'], pathNot: '[.]test[.]ts$' },
      to: { path: [...serverOnly, 'node_modules/(pg|kysely|fastify|pg-boss)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-touch-no-system',
      comment: 'Rules and statistics read no files, clocks or network.',
      severity: 'error',
      from: { path: ['/rules[.]ts$', '^src/(stats|calendar)/'], pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-has-no-server',
      comment: 'What only the server may know (SQL, routes, secrets) must not get into the browser. Share contract.ts, rules.ts, stats, texts.',
      severity: 'error',
      from: { path: '^web/', pathNot: '[.]test[.]tsx?$|vite[.]config' },
      to: { path: serverOnly, pathNot: '^web/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-has-no-web',
      comment: 'The server builds without the staff app; parts that both draw (charts) live in src.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(web|test|bench)/', pathNot: '^test/setup/' },
    },
    {
      name: 'product-needs-no-development-package',
      comment: 'A package that the running product imports belongs in "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-is-found',
      comment: 'An import that leads nowhere fails when it runs.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
