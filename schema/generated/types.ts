// Bootstrapped by hand; replaced by `npm run generate`.
export type KindName = 'User' | 'Group'
export interface UserSpec { displayName?: string; email?: string; role: string; group?: string; authentication: string; licence: 'access' | 'technician'; disabled: boolean }
export interface GroupSpec { displayName?: string; type?: 'users' | 'computers' | 'mixed'; admins: string[] }
export interface Specs { User: UserSpec; Group: GroupSpec }
