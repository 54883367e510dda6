/** `splashctl server run`: reads what it is told, serves until a signal comes, and stops in order. The log goes to stdout, a JSON line each. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { formats } from '../schema/formats.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { serve } from '../server/http/serve.ts'
import { listOption, type Options, textOption } from './command.ts'
import type { Context } from './context.ts'
import { type ExitCode, exit } from './exit.ts'
import { packRules } from './pack-rules.ts'
import { plannerOf } from './planning.ts'
import { openStore } from './server-store.ts'

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

export async function runServer(context: Context, options: Options): Promise<ExitCode> {
  const { host, port } = listenOn(textOption(options, 'listen') ?? '127.0.0.1:8443')
  const tls = certificate(context, options)
  const trusted = listOption(options, 'trustedProxy')
  const odd = trusted.find((range) => !formats.cidr.test(range))
  if (odd !== undefined) throw usage(`\`${odd}\` is no range of addresses.`, 'Write `--trusted-proxy 10.0.0.0/8`.')
  const packs = listOption(options, 'pack')
  const rules = packRules(packs)
  const log = pino({ level: textOption(options, 'logLevel') ?? 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const { store, keyFolder, database, close } = await openStore(context, options, { alone: true })
  const stopped = Promise.withResolvers<NodeJS.Signals>()
  const onSignal = (name: NodeJS.Signals) => stopped.resolve(name)
  context.interruption.stop() // from here on a signal is no interruption, but the way in which it ends
  process.once('SIGTERM', onSignal).once('SIGINT', onSignal)
  const reload = () => {
    try {
      served?.renew(certificate(context, options))
      log.info('the certificate was read again')
    } catch (error) {
      log.error({ err: error }, 'the certificate can’t be read: the old one stays')
    }
  }
  process.on('SIGHUP', reload)
  let served: Awaited<ReturnType<typeof serve>> | undefined
  try {
    const planner = plannerOf({ database, keyFolder, packs })
    served = await serve({ store, keyFolder, planner, host, port, log, rules, trusted, ...(tls && { tls }) })
    await stopped.promise
    await served.stop()
    return exit.success
  } finally {
    process.off('SIGHUP', reload).off('SIGTERM', onSignal).off('SIGINT', onSignal)
    await close()
  }
}

function listenOn(text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(text) ?? []
  if (host === '' || Number(port) > 65_535)
    throw usage(`\`${text}\` is no place to listen.`, 'Write `--listen HOST:PORT`, e.g. `127.0.0.1:8443` or `[::]:8443`.')
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
}

function certificate(context: Context, options: Options): { cert: string; key: string } | undefined {
  const [cert, key] = [textOption(options, 'tlsCert'), textOption(options, 'tlsKey')]
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) throw usage('A certificate comes with its key.', 'Write `--tls-cert FILE --tls-key FILE`.')
  const read = (file: string): string => {
    try {
      return readFileSync(resolve(context.folder, file), 'utf8')
    } catch (error) {
      throw usage(
        `\`${file}\` can't be read (${(error as NodeJS.ErrnoException).code}).`,
        'Mend the path, or make it readable for this user.',
      )
    }
  }
  return { cert: read(cert), key: read(key) }
}
