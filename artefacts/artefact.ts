/**
 * A deployment artefact: the files by which computers are installed for one deployment package, by whatever an organisation installs software
 * with. They are rendered from the package and never written by hand, so that a code, a server or a setting that changed is rendered again.
 * A target (one file each) is a pure function: same package, same code, same bytes.
 *
 * What stands in a file is quoted for its syntax (quoting.ts): names are people's, and a script that runs as root or SYSTEM takes none of them
 * for words of its own.
 */
import type { DeploymentPackageSpec } from '../schema/generated/types.ts'

/** What an artefact is made of. */
export interface Deployment {
  team: string
  /** Of the package; a DNS-1123 name, so that it is the same word in every syntax. */
  name: string
  spec: Pick<DeploymentPackageSpec, 'displayName' | 'settings' | 'namingRule'>
  /** 12 characters [0-9A-Z]. */
  code: string
  /** Where agents find their control plane. */
  server?: string
  /** `SHA256:…` of the root key that they trust. */
  root?: string
}

export interface ArtefactFile {
  name: string
  text: string
  /** 0600 for what holds the code: whoever reads it lets computers in. */
  mode: 0o600 | 0o644
}

/** A setting of the package that this way of installing doesn't bring. */
export interface LeftOut {
  /** `section.name`. */
  setting: string
  why: string
}

export interface Artefact {
  files: ArtefactFile[]
  /** What to do with them, a sentence or a command each. */
  steps: string[]
  leftOut: LeftOut[]
}

export interface Target {
  name: string
  /** What it is, in the words of a help page. */
  says: string
  platform: 'windows' | 'macos' | 'linux' | 'android'
  /** What it can't be made without, beside the code. */
  needs: readonly ('server' | 'root')[]
  /** It installs the vendor's streamer, whose codes are the vendor's where it asks the vendor's cloud. */
  streamer: boolean
  render(deployment: Deployment): Artefact
}

/** The name that people read. */
export const called = ({ name, spec }: Deployment): string => spec.displayName ?? name

export const secret = (name: string, text: string): ArtefactFile => ({ name, text, mode: 0o600 })
export const open = (name: string, text: string): ArtefactFile => ({ name, text, mode: 0o644 })
