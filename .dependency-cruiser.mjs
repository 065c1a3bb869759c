/** Who may import whom; the reasons stand in CONTRIBUTING.md. */
const tiers = [
  ['accounts'],
  ['billing'],
  ['rooms'],
  ['compositing'],
  ['recordings', 'streams', 'ingress'],
  ['transcription'],
  ['meetings', 'shows', 'calls'],
  ['search', 'webhooks', 'notifications', 'analytics'],
];

const names = (modules) => `^src/modules/(${modules.join('|')})/`;

/** A module imports lower tiers only, so not its own tier's neighbours and nothing above. */
const tierRules = tiers.map((modules, tier) => ({
  name: `tier-${modules[0]}`,
  severity: 'error',
  from: { path: names(modules) },
  to: { path: names(tiers.slice(tier).flat()), pathNot: '^src/modules/$1/' },
}));

const never = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    never('no-cycles', {}, { circular: true }),
    never('core-imports-nothing', { path: '^src/core/' }, { path: '^src/(?!core/)' }),
    never('contracts-import-core', { path: '^src/contracts/' }, { path: '^src/(?!contracts/|core/)' }),
    never('config-imports-core', { path: '^src/config/' }, { path: '^src/(?!config/|core/)' }),
    never('platform-imports-core', { path: '^src/platform/' }, { path: '^src/(?!platform/|core/|contracts/)' }),
    never('http-imports-platform', { path: '^src/http/' }, { path: '^src/(?!http/|platform/|core/|contracts/)' }),
    never('modules-import-down', { path: '^src/modules/' }, { path: '^src/(start|realtime|mcp|sdk|app|deps|config)' }),
    never('realtime-is-not-imported', { path: '^src/(?!realtime/|deps|app)' }, { path: '^src/realtime/' }),
    never('modules-by-their-door', { path: '^src/modules/([^/]+)/' }, {
      path: '^src/modules/[^/]+/(?!index\\.ts$)',
      pathNot: '^src/modules/$1/',
    }),
    never('modules-by-their-door-from-outside', { path: '^src/(?!modules/)' }, {
      path: '^src/modules/[^/]+/(?!index\\.ts$)',
    }),
    never('apart', { path: '^src/modules/([^/]+)/' }, {
      path: '^src/modules/(livekit-events|system)/',
      pathNot: '^src/modules/$1/',
    }),
    never('fastify-at-the-door', { path: '^src/(?!http/|modules/[^/]+/(routes/|index\\.ts)|realtime/(index|sockets/accept)\\.ts|app\\.ts)' }, {
      path: '(^|node_modules/)(@fastify/|fastify)',
    }),
    never('mcp-imports-sdk', { path: '^src/mcp/' }, { path: '^src/(?!mcp/|sdk/)' }),
    never('sdk-stands-alone', { path: '^src/sdk/' }, { path: '^src/(?!sdk/|contracts/)' }),
    never('environment-in-one-place', { path: '^src/(core|contracts|platform|http|modules)/' }, { path: '^(node:)?process$' }),
    ...tierRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
