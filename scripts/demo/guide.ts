/** What the demo says once it stands: what is there, and what to try. Each line can be pasted. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type DemoComputer, stateOf } from './computers.ts'
import { SHOWN, visitorIn } from './desktop.ts'
import type { Plane } from './place.ts'

/** @param sight a link to the desktop that is shown, or why there is none */
export function guide(plane: Plane, computers: readonly DemoComputer[], sight: { link: string } | { lacking: string }): string {
  const { project, env } = plane
  const [artist, , books] = computers.map(({ name }) => stateOf(plane, name))
  const policies = path.join(project, 'policies.yaml')
  const line =
    readFileSync(policies, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('autoUpdate: true')) + 1
  const rows = computers.map(({ name, group, by, agent }) => {
    const { settings, policy } = agent.shown()
    const locked = Object.values(settings).filter((one) => one.locked)
    return `  ${name.padEnd(12)}${group.padEnd(18)}${(locked[0]?.origin ?? 'no policy').padEnd(22)}revision ${policy.revision}, by ${by}`
  })
  return `
All of it is in ${plane.folder}: the files (acme), the database (server), the agents' states.

${rows.join('\n')}

${told(plane, sight)}

Try in another terminal, in this checkout:

  export XDG_CONFIG_HOME=${env.XDG_CONFIG_HOME}
  npx splashtop-agent status --state ${artist}

  # An edit: line ${line} of ${policies}. Then watch this terminal.
  sed -i '${line}s/true/false/' ${policies}
  npx splashctl -C ${project} apply --yes --wait
  npx splashctl -C ${project} fleet

  # What a policy locks can't be had otherwise on the computer itself.
  echo '{"general.autoUpdate": true}' > ${artist}/local.json && chmod 600 ${artist}/local.json
  npx splashtop-agent logs --follow --state ${artist}       # local-edit-refused, within 15 s

  # Who reaches the books, with which settings; and the end of that computer.
  npx splashctl -C ${project} access --computer lyo-fin-02
  npx splashctl -C ${project} unenrol lyo-fin-02 --yes
  npx splashtop-agent status --state ${books}

Ctrl-C ends the demo.
`
}

const told = (plane: Plane, sight: { link: string } | { lacking: string }): string =>
  'link' in sight
    ? `The desktop of ${SHOWN}, for a browser; the link is good once, for a minute, and Enter makes another one:

  ${sight.link}

Or in another terminal, in this checkout: XDG_CONFIG_HOME=${visitorIn(plane)} npx splashctl -C ${plane.project} connect ${SHOWN}`
    : `No computer of the demo has a desktop to be seen: ${sight.lacking} is not here. On Debian: apt-get install xvfb xterm ffmpeg`
