/** How to reach the product's database, whoever runs it. Both URLs are understood by `pg` (`new Pool({ connectionString })`). */
export interface DatabaseConnection {
  /** Owns the tables: migrations, backup, restore. */
  ownerUrl: string
  /** What the application uses: the role `amends_app`, which has only what migrations grant it. */
  appUrl: string
}

/** The role the application works as; `startEmbedded` creates it with a login, on other servers a migration creates it. */
export const appRole = 'amends_app'

/** The role that owns the embedded database, and that database's name. */
export const ownerRole = 'amends'
