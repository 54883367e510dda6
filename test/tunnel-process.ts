/** Started in a network of its own: whoever connects to this port of its loopback is led to a socket in the file system, which is no network's. `tunnel-process.ts PORT SOCKET` */
import { connect, createServer } from 'node:net'

const [port, socket = ''] = process.argv.slice(2)
createServer((from) => {
  const to = connect(socket)
  from.pipe(to).pipe(from)
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const)
    one.on('error', () => other.destroy())
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'))
