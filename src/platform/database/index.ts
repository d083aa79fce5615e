export { insertRows } from './bulk.ts'
export { appRoleOf, type Connection, connect, connectAsApp, type Database, driverSettings, prepared, type Tx } from './connect.ts'
export { MigrationError, migrate } from './migrate.ts'
export { brokeConstraint, inTransaction, isDatabaseAway } from './transaction.ts'
