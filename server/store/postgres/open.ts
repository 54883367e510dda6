/**
 * Opening a database: is it ours, is it not newer than we are, is it at the latest version. Any number of replicas may do this at once to
 * an empty database or to an old one: whoever migrates holds an advisory lock of the database and looks at the version again under it.
 */
import { randomUUID } from 'node:crypto'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { postgresMigrations } from '../migrations/index.ts'
import type { Database, Run } from './connect.ts'

/** `SPLC` in ASCII: whoever else locks numbers in the same database is unlikely to lock this one. */
const MIGRATING = 0x53504c43

/** Brings it to the latest version, and gives back its id. */
export async function prepareDatabase(database: Database): Promise<string> {
  const { name } = database
  if ((await versionOf(database.run, name)) < postgresMigrations.length)
    await database.transaction(async (run) => {
      await run('select pg_advisory_xact_lock($1)', [MIGRATING])
      await migrate(run, await versionOf(run, name))
    })
  return String((await database.run('select id from splashtop.database'))[0]?.[0])
}

async function migrate(run: Run, from: number): Promise<void> {
  const to = postgresMigrations.length
  for (const text of postgresMigrations.slice(from)) await run(text)
  if (from > 0) await run('update splashtop.database set version = $1', [to])
  else await run('insert into splashtop.database (id, made, version) values ($1, $2, $3)', [randomUUID(), new Date().toISOString(), to])
}

/** 0 where nothing of ours is there yet. */
async function versionOf(run: Run, name: string): Promise<number> {
  const [ours, taken] = (
    await run(`select to_regclass('splashtop.database') is not null, exists (select 1 from pg_namespace where nspname = 'splashtop')`)
  )[0] as [boolean, boolean]
  if (!ours && !taken) return 0
  const version = ours ? Number((await run('select version from splashtop.database'))[0]?.[0]) : Number.NaN
  if (Number.isNaN(version))
    throw new ProblemError(
      problem(
        'database-foreign',
        `The database \`${name}\` has a schema \`splashtop\` of another program.`,
        'Name a database in the URL that is for the control plane alone.',
      ),
    )
  if (version > postgresMigrations.length)
    throw new ProblemError(
      problem(
        'database-too-new',
        `The database \`${name}\` has version ${version}; this splashctl knows versions up to ${postgresMigrations.length}.`,
        'Use the splashctl that wrote it, or a newer one.',
      ),
    )
  return version
}
