/** Whether a program can be started by its name alone. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export const isInstalled = (program: string, { PATH = '' }: NodeJS.ProcessEnv): boolean =>
  PATH.split(delimiter).some((folder) => folder !== '' && isProgram(join(folder, program)))

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false // elsewhere on the path, or nowhere
  }
}
