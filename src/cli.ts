import { Command, Option } from 'commander'
import { type Connection, openConnection } from './cli/connection.ts'
import { CommandFailure, exitCodes } from './cli/exit-codes.ts'
import { type ExposureOptions, importExposureFile, listExposureMonths } from './cli/exposures.ts'
import { type ImportOptions, importFile } from './cli/import.ts'
import { serve } from './cli/serve.ts'
import { roles } from './people/rules.ts'
import { type Config, readConfig, SettingsError } from './platform/config.ts'
import { MigrationError } from './platform/database/index.ts'
import { keepMemorySmall } from './platform/memory.ts'

type Verification = { complaints: number; events: number; breaks: { reference: string; seq: number; what: string }[] }
type Report = {
  period: { from: string; to: string }
  total: { count: number }
  coded: { count: number }
  classes: { class: string; count: number; share: number | null; interval: { low: number; high: number } | null }[]
}

keepMemorySmall()

const config = (): Config => readConfig(process.env)
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

const importHelp = `
Without --as and --map the file is recognised by its header, or its columns are guessed.
Exit codes: 0 all in, 2 some rejected (see FILE.rejected.csv), 1 failed, 130 stopped with Ctrl+C.
Examples:
  amends import complaints.csv --as cfpb
  amends import calls.xlsx --print-map > map.json
  amends import calls.xlsx --map map.json`

const exposuresHelp = `
Columns by their headings: month, dimension (all, product, issue, step, cause), name or id, how many, unit; or month, product, orders.
Exit codes: 0 all in, 2 some rejected (see FILE.rejected.csv), 1 failed.
Examples:
  amends exposures import orders.csv --preview
  amends exposures import orders.xlsx`

/** Opens a connection, does `work`, closes it; the work's number is the exit code. */
async function connected(work: (connection: Connection) => Promise<number | undefined>): Promise<void> {
  const connection = await openConnection(config())
  try {
    process.exitCode = (await work(connection)) ?? exitCodes.done
  } finally {
    await connection.close()
  }
}

const program = new Command('amends')
  .description(
    'Takes in every complaint, keeps one person accountable until the customer says it is solved, and finds what caused it.',
  )
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError()
  .exitOverride()

program
  .command('serve')
  .description('start the server (npm start does the same)')
  .option('--demo', 'fill an empty installation with the demonstration first')
  .addHelpText('after', '\nSettings: PORT, HOST, AMENDS_DATA, DATABASE_URL.\nExample:\n  PORT=8080 amends serve --demo')
  .action((options: { demo?: boolean }) => serve(config(), { demo: options.demo ?? false }))

program
  .command('import <file>')
  .description('import complaints from CSV, TSV, XLSX, JSON or JSON Lines (also .gz)')
  .option('--as <name>', 'use a shipped mapping, such as cfpb')
  .option('--map <file>', 'use your own mapping (JSON)')
  .option('--print-map', 'print the mapping that would be used, as JSON, and import nothing')
  .option('--json', 'print the result as JSON')
  .addHelpText('after', importHelp)
  .action((file: string, options: ImportOptions) => connected((connection) => importFile(connection, file, options)))

program
  .command('verify')
  .description('check the hash chain of every complaint’s events')
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nExit codes: 0 whole, 3 broken.\nExample:\n  amends verify')
  .action((options: { json?: boolean }) =>
    connected(async (connection) => {
      const found = await connection.ask<Verification>('POST', '/api/v1/verification')
      if (options.json) say(JSON.stringify(found))
      else {
        for (const broken of found.breaks) say(`${broken.reference}: broken at event ${broken.seq} (${broken.what})`)
        say(
          `${found.events} events of ${found.complaints} complaints: ${found.breaks.length === 0 ? 'every chain is whole.' : `${found.breaks.length} chains are broken.`}`,
        )
      }
      return found.breaks.length === 0 ? exitCodes.done : exitCodes.broken
    }),
  )

program
  .command('person')
  .description('people who work here')
  .command('add <name> <email>')
  .description('add a person; prints the first password once')
  .addOption(new Option('--role <role>', 'what the person does').choices([...roles]).default('agent'))
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nExample:\n  amends person add "Ada Example" ada@example.com --role manager')
  .action((name: string, email: string, options: { role: string; json?: boolean }) =>
    connected(async (connection) => {
      const added = await connection.ask<{ password: string }>('POST', '/api/v1/people', {
        name,
        email,
        role: options.role,
      })
      say(options.json ? JSON.stringify(added) : `${name} may sign in as ${email} with the password ${added.password}`)
      return exitCodes.done
    }),
  )

program
  .command('key')
  .description('API keys')
  .command('create')
  .description('create an API key; printed once')
  .addOption(new Option('--role <role>', 'what the key may do').choices([...roles]).makeOptionMandatory())
  .option('--name <name>', 'what it is for', 'command line')
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nExample:\n  KEY=$(amends key create --role agent)')
  .action((options: { role: string; name: string; json?: boolean }) =>
    connected(async (connection) => {
      const made = await connection.ask<{ key: string }>('POST', '/api/v1/keys', {
        name: options.name,
        role: options.role,
      })
      say(options.json ? JSON.stringify(made) : made.key)
      return exitCodes.done
    }),
  )

const exposures = program
  .command('exposures')
  .description('how many orders, customers or journeys there were: what turns counts of complaints into rates')
exposures
  .command('import <file>')
  .description('import exposures by month from CSV, TSV, XLSX or JSON; the same thing and month is replaced')
  .option('--preview', 'say what would be stored, and store nothing')
  .option('--json', 'print the result as JSON')
  .addHelpText('after', exposuresHelp)
  .action((file: string, options: ExposureOptions) =>
    connected((connection) => importExposureFile(connection, file, options)),
  )
exposures
  .command('list')
  .description('list what is stored, newest month first')
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nExample:\n  amends exposures list')
  .action((options: { json?: boolean }) => connected((connection) => listExposureMonths(connection, options)))

program
  .command('report')
  .description('reports')
  .command('causes')
  .description('shares of delivery, surprise, mismatch and unknown with 95 % intervals')
  .option('--from <day>', 'first day (2026-01-01)', `${new Date().getUTCFullYear() - 20}-01-01`)
  .option('--to <day>', 'last day', new Date().toISOString().slice(0, 10))
  .option('--json', 'print the whole report as JSON')
  .addHelpText('after', '\nExample:\n  amends report causes --from 2026-01-01 --to 2026-03-31')
  .action((options: { from: string; to: string; json?: boolean }) =>
    connected(async (connection) => {
      const report = await connection.ask<Report>('GET', `/api/v1/reports/causes?from=${options.from}&to=${options.to}`)
      if (options.json) say(JSON.stringify(report))
      else printReport(report)
      return exitCodes.done
    }),
  )

function printReport({ period, total, coded, classes }: Report): void {
  say(`${total.count} complaints from ${period.from} to ${period.to}, ${coded.count} of them coded.`)
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  for (const { class: name, count, share, interval } of classes) {
    const shown =
      share === null || interval === null
        ? 'not known'
        : `${percent(share)} (${percent(interval.low)} to ${percent(interval.high)})`
    say(`  ${name.padEnd(9)} ${String(count).padStart(7)}  ${shown}`)
  }
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

/** Says what went wrong in words for a person; returns the exit code. */
function explain(error: unknown): number {
  const { code, exitCode, remedy, message } = error as {
    code?: string
    exitCode?: number
    remedy?: string
    message?: string
  }
  // Commander has printed its own words already.
  if (code?.startsWith('commander.')) return exitCode === 0 ? exitCodes.done : exitCodes.usage
  process.stderr.write(`${message ?? String(error)}${remedy ? `\n${remedy}` : ''}\n`)
  const isForPeople = [CommandFailure, SettingsError, MigrationError].some((kind) => error instanceof kind) || remedy
  if (!isForPeople) process.stderr.write(`${(error as Error).stack ?? ''}\n`)
  return exitCode ?? exitCodes.failed
}
