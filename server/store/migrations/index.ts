/**
 * Numbered migrations, in order: the first brings an empty database to version 1. One that was published never changes; a later need
 * is a new file and a new line, for each of the two dialects that has it.
 */
import { firstPostgres } from './001-first.postgres.ts'
import { first } from './001-first.ts'
import { tokensPostgres } from './002-tokens.postgres.ts'
import { tokens } from './002-tokens.ts'
import { lookupPostgres } from './003-lookup.postgres.ts'
import { lookup } from './003-lookup.ts'
import { devicesPostgres } from './004-devices.postgres.ts'
import { devices } from './004-devices.ts'
import { chain } from './005-chain.ts'

export const migrations: readonly string[] = [first, tokens, lookup, devices, chain]
export const postgresMigrations: readonly string[] = [firstPostgres, tokensPostgres, lookupPostgres, devicesPostgres]
