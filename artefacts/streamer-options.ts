/**
 * Settings of a package as options of the vendor's streamer on Linux: `splashtop-streamer config -OPTION=VALUE`, one a call. The options are those
 * that its own help lists (`splashtop-streamer config` of version 3.7; verified 2026-11-30). What it has no option for is told.
 *
 * The vendor's command hands a value on without quotes, so a name with a blank would arrive as its first word: such a name is left out, too.
 */
import type { DeploymentPackageSpec } from '../schema/generated/types.ts'
import type { LeftOut } from './artefact.ts'

type Settings = DeploymentPackageSpec['settings']
/** An option, or why there is none. */
type Said = { option: string } | { why: string }
type By<Section extends keyof Settings> = {
  [Name in keyof NonNullable<Settings[Section]>]?: (value: NonNullable<NonNullable<Settings[Section]>[Name]>) => Said[]
}

const NONE = 'the command of the vendor has no option for it'
const option = (name: string, value: string | number): Said[] => [{ option: `-${name}=${value}` }]
const flag = (name: string) => (value: boolean) => option(name, value ? 1 : 0)

const sounds = { thisComputer: 0, remote: 1, both: 2, off: undefined } as const
const asking = { off: 0, rejectOnTimeout: 1, allowOnTimeout: 2, rejectOnTimeoutAllowAtLogin: 3 } as const
/** What it asks for when nothing else is said. */
const SECONDS = 30

const general: By<'general'> = {
  computerName: (name) =>
    /^[^\s*?[\]<>,;:"+=\\|]{1,64}$/u.test(name)
      ? option('devname', name)
      : [{ why: 'the command of the vendor cuts a name with blanks or such signs short' }],
  autoUpdate: flag('auto_update'),
  hideTrayIcon: flag('hide_tray_icon'),
}
const session: By<'session'> = {
  sound(where) {
    const value = sounds[where]
    return value === undefined ? [{ why: 'the command of the vendor cannot turn sound off at both ends' }] : option('sound', value)
  },
  idleTimeoutMinutes: (minutes) => option('idle_session_timeout', minutes),
}
const security: By<'security'> = {
  lockScreenOnConnect: flag('lock_screen_on_connect'),
  lockScreenOnDisconnect: flag('lock_screen_on_disconnect'),
  additionalPassword: ({ mode }) =>
    mode === 'securityCode'
      ? [{ why: 'nobody is told the security code; set it on the computer, by `splashtop-streamer config -sec_code=CODE`' }]
      : option('sec_opt', mode === 'osLogin' ? 2 : 0),
  requestPermission: ({ mode, timeoutSeconds }) => [
    ...option('req_perm', asking[mode]),
    ...(mode !== 'off' && timeoutSeconds !== SECONDS ? [{ why: 'the command of the vendor has no option for its seconds' }] : []),
  ],
}
const known: Readonly<Record<string, object>> = { general, session, security }

export function streamerOptions(settings: Settings): { options: string[]; leftOut: LeftOut[] } {
  const options: string[] = []
  const leftOut: LeftOut[] = []
  for (const [section, values] of Object.entries(settings))
    for (const [name, value] of Object.entries(values ?? {})) {
      if (value === undefined || value === null) continue
      const told = (known[section] as Record<string, ((value: unknown) => Said[]) | undefined> | undefined)?.[name]
      for (const said of told ? told(value) : [{ why: NONE }])
        if ('option' in said) options.push(said.option)
        else leftOut.push({ setting: `${section}.${name}`, why: said.why })
    }
  return { options, leftOut }
}
