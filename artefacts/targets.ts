/** Every target, in the order in which help and pages tell them. A new one is a file and its line here. */
import { agentDeb } from './agent-deb.ts'
import { android } from './android.ts'
import type { Target } from './artefact.ts'
import { gpo } from './gpo.ts'
import { intune } from './intune.ts'
import { jamf } from './jamf.ts'
import { linux } from './linux.ts'
import { macos } from './macos.ts'
import { windowsExe } from './windows-exe.ts'
import { windowsMsi } from './windows-msi.ts'

export const targets: readonly Target[] = [windowsExe, windowsMsi, intune, gpo, jamf, macos, linux, android, agentDeb]
