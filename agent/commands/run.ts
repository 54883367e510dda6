/** `splashtop-agent run`: the agent itself, until it is told to stop. What it does is in life.ts. */
import { machineClock } from '../clock.ts'
import { type Command, textOf } from '../command.ts'
import { exit } from '../exit.ts'
import { inventoryBeside } from '../inventory.ts'
import { Life } from '../life.ts'
import { lockState } from '../lock.ts'
import { platform } from '../platform/platform.ts'
import { openState, stateFolder, systemOf } from '../state.ts'

export const runCommand: Command = {
  name: 'run',
  summary: 'hold and enforce the policy of this computer, until told to stop',
  about:
    'What systemd starts. It keeps asking the control plane for the policy, believes what leads back to the root key, enforces what this system can enforce, and reports what it could not. Without its server it goes on with what it knows, for as long as the policy allows.',
  arguments: [],
  options: [],
  examples: [{ line: 'splashtop-agent run --state ./state', says: 'In the foreground, on a state of its own' }],
  async run({ env, process, err }, _, options) {
    const folder = stateFolder(textOf(options, 'state'), env)
    const state = openState(folder)
    const release = lockState(folder)
    const stop = new AbortController()
    const onSignal = () => stop.abort()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
    try {
      const launcher = process.argv[1]
      // With the options of this Node: where memory may not be written and run, another one could not interpret.
      const program = [process.execPath, ...process.execArgv]
      const whole = launcher === undefined ? undefined : [...program, launcher]
      const inventory = whole && ((signal: AbortSignal) => inventoryBeside(whole, signal))
      const life = new Life({ state, clock: machineClock(), platform: await platform(systemOf(state)), env, inventory, program: whole })
      const { displayName, team, server } = life.holding.identity
      err(`splashtop-agent runs as ${displayName} of ${team}, at ${server}\n`)
      if ((await life.run(stop.signal)) === 'stopped') return exit.success
      err('This computer was un-enrolled. Nobody is admitted to it.\n')
      return exit.refused
    } finally {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
      release()
    }
  },
}
