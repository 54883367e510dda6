/**
 * Node's own HTTP, for what runs for long or starts often. It is asked for as CommonJS does it: whoever imports `node:http` as a module reads all of its names at
 * once, and one of them (`WebSocket`) loads `fetch` with all of undici (`lazyUndici` in Node's lib/http.js), which nothing here uses: 16 MB in each process, and a
 * third of the time in which an agent starts.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http')
