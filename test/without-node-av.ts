/** Preloaded into the process of a session (`NODE_OPTIONS=--import`): the package that codes pictures is not installed. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('node-av')) throw Object.assign(new Error(`There is no ${specifier}.`), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(specifier, context)
  },
})
