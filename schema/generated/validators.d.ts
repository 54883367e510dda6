/* Made by `npm run generate` from schema/: not to be edited. */
/** Yes or no; schema/explain.ts has the words for a no. */
export type Validator = (value: unknown) => boolean
export const Team: Validator
export const SsoMethod: Validator
export const Role: Validator
export const User: Validator
export const Group: Validator
export const Computer: Validator
export const AccessPermission: Validator
export const ScheduledResource: Validator
export const Schedule: Validator
export const GranularControl: Validator
export const PreferencePolicy: Validator
export const DeploymentPackage: Validator
export const AccessTest: Validator
