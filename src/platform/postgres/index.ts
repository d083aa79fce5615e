export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded.ts'
export { PostgresFailure } from './failure.ts'
export { serverSettings } from './server.ts'
