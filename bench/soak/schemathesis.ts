/**
 * The API held against its own document by a stranger: schemathesis (PyPI) reads `/openapi.json`, makes thousands of calls of it, right ones and
 * wrong ones, with the token of the owner, and looks whether each answer is one that the document has.
 *
 * It is written in Python, and lives in a virtual environment of its own in the cache of the user, made here when it is not there; `SCHEMATHESIS`
 * names another one. What it is not asked:
 *
 *   watch                                               never ends, so there is no answer to hold against anything
 *   negative_data_rejection, positive_data_acceptance   whether declarations are right is for the kinds and the world to say, which a
 *                                                       schema can't: it lets names through that nobody bears, and the parser knows more
 *   the stateful checks                                 they guess from names what follows from what; laws and soaks of ours know
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { team } from '../generate.ts'
import { place } from '../http/place.ts'
import { startServer, UNLIMITED } from '../http/server.ts'

const VERSION = '4.32.5'
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
]
/** A hundred times the soak's measure are ten thousand calls and more: most of them come whatever is asked for. */
const EXAMPLES_PER_TIME = 0.2
const MINUTE = 60_000

export interface Conformance {
  calls: number
  operations: number
  failures: string[]
}

const run = promisify(execFile)

/** The program, installed if it is not there. */
async function program(): Promise<string> {
  if (process.env.SCHEMATHESIS) return process.env.SCHEMATHESIS
  const folder = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'splashtop-iac', `schemathesis-${VERSION}`)
  const found = path.join(folder, 'bin', 'schemathesis')
  if (existsSync(found)) return found
  mkdirSync(path.dirname(folder), { recursive: true })
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: 5 * MINUTE })
    await run(path.join(folder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`], { timeout: 10 * MINUTE })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      'schemathesis can’t be installed: `python3 -m venv` and `pip` are needed, or name one that is there: SCHEMATHESIS=FILE',
      {
        cause: error,
      },
    )
  }
  return found
}

export async function schemathesis(times: number, seed: number): Promise<Conformance> {
  const executable = await program()
  const where = await place('sqlite', 60)
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-schemathesis-'))
  try {
    const { database, keyFolder, token } = where
    const server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    try {
      // The token stands in the environment: arguments are seen by everybody on a machine.
      const settings = path.join(folder, 'schemathesis.toml')
      writeFileSync(settings, settingsFor(await anotherToken(server.url + where.root, token)))
      const report = path.join(folder, 'report.json')
      const args = [
        ...['--config-file', settings, 'run', `${server.url}/openapi.json`, '--exclude-operation-id', 'watch'],
        ...['--phases', 'coverage,fuzzing', '--checks', CHECKS.join(','), '--continue-on-failure', '--no-shrink'],
        ...['--max-examples', String(Math.ceil(times * EXAMPLES_PER_TIME)), '--seed', String(seed)],
        ...['--report', 'json', '--report-json-path', report],
      ]
      const said = await run(executable, args, {
        ...{ cwd: folder, timeout: 30 * MINUTE, maxBuffer: 1 << 28 },
        env: { ...process.env, TOKEN: token },
      }).catch((error: { stdout?: string; stderr?: string }) => ({ stdout: error.stdout ?? '', stderr: error.stderr ?? '' }))
      if (!existsSync(report))
        throw new Error(`schemathesis ended without a report:\n${said.stdout.slice(-2000)}${said.stderr.slice(-2000)}`)
      const found = resultOf(JSON.parse(readFileSync(report, 'utf8')) as Report)
      if (found.failures.length > 0) throw new Error(`seed ${seed}: ${found.failures.join('; ')}\n${said.stdout.slice(0, 20_000)}`)
      const still = await fetch(`${server.url}${where.root}/whoami`, { headers: { authorization: `Bearer ${token}` } })
      if (still.status !== 200)
        throw new Error(`seed ${seed}: at the end the owner was answered ${await still.text()}, so the last calls came to nothing`)
      return found
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await where.remove()
  }
}

/** It learns names from answers, and would revoke the token by which it asks: it is given another to revoke. */
const settingsFor = (id: string): string => `headers = { Authorization = "Bearer \${TOKEN}" }
[parameters]
"path.team" = "${team}"
[[operations]]
include-operation-id = "revokeToken"
parameters = { "path.id" = "${id}" }
`

async function anotherToken(root: string, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${root}/tokens`, { method: 'POST', headers, body: '{}' })
  const issued = (await answer.json()) as { token: { id: string } }
  return issued.token.id
}

/** What we read of its report. */
interface Report {
  complete: boolean
  operations: { tested: number; errored: number }
  test_cases: { generated: number }
  failures: { title: string; count: number; operations: unknown[] }[]
  errors: unknown[]
  warnings: { missing_auth: unknown[] }
}

function resultOf({ complete, operations, test_cases, failures, errors, warnings }: Report): Conformance {
  return {
    calls: test_cases.generated,
    operations: operations.tested,
    failures: [
      ...failures.map(({ title, count, operations: of }) => `${title}: ${count} (${JSON.stringify(of).slice(0, 500)})`),
      ...(errors.length > 0 || operations.errored > 0 ? [`it could not try all: ${JSON.stringify(errors).slice(0, 1000)}`] : []),
      ...(warnings.missing_auth.length > 0 ? [`only refused as a stranger: ${JSON.stringify(warnings.missing_auth).slice(0, 500)}`] : []),
      ...(complete ? [] : ['it did not come to its end']),
    ],
  }
}
