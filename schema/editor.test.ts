/** The editor's schema, tried with the language server that editors run: over stdio, as they do. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kinds } from './kinds/index.ts'

const root = join(import.meta.dirname, '..')
const schema = pathToFileURL(join(root, 'schema/generated/splashtop.schema.json')).href

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
}
interface Diagnostic {
  message: string
  range: { start: { line: number } }
}

/** The little of the language server protocol that is needed. */
function languageServer() {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [
    join(root, 'node_modules/yaml-language-server/bin/yaml-language-server'),
    '--stdio',
  ])
  const answers = new Map<number, (result: unknown) => void>()
  const published = new Map<string, (diagnostics: Diagnostic[]) => void>()
  let [buffer, id] = [Buffer.alloc(0), 0]
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }
  const receive = (message: Message) => {
    if (message.method === 'workspace/configuration') {
      const { items } = message.params as { items: { section: string }[] }
      const settings = (section: string) =>
        section === 'yaml'
          ? { schemas: { [schema]: '*.yaml' }, completion: true, validate: true, hover: true, schemaStore: { enable: false } }
          : {}
      send({ id: message.id, result: items.map((item) => settings(item.section)) })
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: Diagnostic[] }
      published.get(uri)?.(diagnostics)
    } else if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: null })
    else if (message.id !== undefined) answers.get(message.id)?.(message.result)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())?.[1])
      if (buffer.length < end + 4 + length) return
      const text = buffer.subarray(end + 4, end + 4 + length).toString()
      buffer = buffer.subarray(end + 4 + length)
      receive(JSON.parse(text) as Message)
    }
  })
  const request = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve) => {
      answers.set(++id, resolve)
      send({ id, method, params })
    })
  return {
    async start() {
      await request('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: { workspace: { configuration: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } },
      })
      send({ method: 'initialized', params: {} })
    },
    /** The diagnostics of a file with this text. */
    open: (uri: string, text: string): Promise<Diagnostic[]> =>
      new Promise((resolve) => {
        published.set(uri, resolve)
        send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } })
      }),
    async complete(uri: string, line: number, character: number): Promise<string[]> {
      const found = (await request('textDocument/completion', { textDocument: { uri }, position: { line, character } })) as {
        items: { label: string }[]
      } | null
      return (found?.items ?? []).map((item) => item.label)
    },
    async hover(uri: string, line: number, character: number): Promise<string> {
      const found = (await request('textDocument/hover', { textDocument: { uri }, position: { line, character } })) as {
        contents: { value: string }
      } | null
      return found?.contents.value ?? ''
    },
    async stop() {
      await request('shutdown', {})
      send({ method: 'exit' })
      child.stdin.end()
    },
  }
}

const server = languageServer()
let files = 0
async function opened(text: string, uri = `file:///editor/${++files}.yaml`): Promise<{ uri: string; problems: string[] }> {
  return { uri, problems: (await server.open(uri, text)).map((one) => one.message) }
}

beforeAll(() => server.start())
afterAll(() => server.stop())

test('completing `kind:` offers every kind', async () => {
  const { uri } = await opened('apiVersion: splashtop.io/v1\nkind: \n')
  expect(await server.complete(uri, 1, 6)).toEqual(expect.arrayContaining([...kinds.map((kind) => kind.name), 'List', 'Project']))
})

test('completing within `spec` offers the fields of that kind alone', async () => {
  const { uri } = await opened('apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: a}\nspec:\n  email: a@b.example\n  \n')
  const offered = await server.complete(uri, 5, 2)
  expect(offered).toEqual(expect.arrayContaining(['displayName', 'role', 'group', 'licence']))
  expect(offered).not.toContain('timeSlot')
})

test('completing a value offers what the field takes', async () => {
  const { uri } = await opened('apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: a}\nspec:\n  type: \n')
  expect(await server.complete(uri, 4, 8)).toEqual(expect.arrayContaining(['users', 'computers', 'mixed']))
})

test('a field of a resource in a List is completed too', async () => {
  const { uri } = await opened(
    'apiVersion: splashtop.io/v1\nkind: List\nitems:\n  - apiVersion: splashtop.io/v1\n    kind: Computer\n    metadata: {name: a}\n    spec:\n      \n',
  )
  expect(await server.complete(uri, 7, 6)).toEqual(expect.arrayContaining(['note', 'deviceId']))
})

test('pointing at a field shows what it is for', async () => {
  const { uri } = await opened('apiVersion: splashtop.io/v1\nkind: Schedule\nmetadata: {name: a}\nspec:\n  forceDisconnectAtEnd: true\n')
  expect(await server.hover(uri, 4, 6)).toContain('End sessions with the occurrence')
})

test('a misspelt field is underlined, and so are a wrong value and an unknown kind', async () => {
  const start = 'apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: a}\nspec:\n'
  expect((await opened(`${start}  tipe: users\n`)).problems).toEqual([expect.stringContaining('tipe')])
  expect((await opened(`${start}  type: user\n`)).problems).toEqual([expect.stringContaining('users')])
  expect((await opened('apiVersion: splashtop.io/v1\nkind: Gruop\n')).problems).not.toEqual([])
})

test('a null that means unset is no mistake', async () => {
  expect((await opened('apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: a}\nspec: {group: null}\n')).problems).toEqual([])
})

const examples = globSync('{splashtop.yaml,examples/**/*.yaml}', { cwd: root }).sort()
test.concurrent.each(examples)('%s is without fault for an editor, which finds the schema by the modeline', async (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text).toMatch(/^# yaml-language-server: \$schema=/)
  expect((await opened(text, pathToFileURL(join(root, file)).href)).problems).toEqual([])
})

test.concurrent.each(kinds.map((kind) => [kind.name, kind.example ?? ''] as const))('the example of %s is too', async (_, example) => {
  expect((await opened(example)).problems).toEqual([])
})
