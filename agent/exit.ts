/**
 * What the program's exit code says, the same numbers as splashctl's:
 *
 *   0    success          1    an error, or a command line that is not understood
 *   4    refused: this computer was un-enrolled (the unit isn't started again then)
 *   130  interrupted      143  terminated, by who stops a `run` that is not told to by a terminal: success
 */
export const exit = { success: 0, error: 1, refused: 4, interrupted: 130, terminated: 143 } as const
export type ExitCode = (typeof exit)[keyof typeof exit]
