/** What the server counts, for Prometheus. Labels are names of endpoints and statuses: never a name that a client chose. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  answered(route: string, method: string, status: number, seconds: number): void
  /** The newest revision of a team that is served. */
  revision(team: string, revision: number): void
  text(): Promise<string>
  readonly type: string
}

export function metrics(): Metrics {
  const registers = [new Registry()]
  const requests = new Counter({
    name: 'splashtop_http_requests_total',
    help: 'Requests, by endpoint and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'splashtop_http_request_seconds',
    help: 'How long requests took, by endpoint.',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const revisions = new Gauge({
    name: 'splashtop_revision',
    help: 'The newest revision of each team that this replica has.',
    labelNames: ['team'],
    registers,
  })
  gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  gauge('process_start_time_seconds', 'When the process began, since 1970.', () => Math.round(performance.timeOrigin / 1000))
  gauge('nodejs_heap_used_bytes', 'Memory that JavaScript uses.', () => process.memoryUsage().heapUsed)
  gauge('process_cpu_seconds_total', 'Time of the processor.', () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6)

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(value())
      },
    })
  }
  return {
    answered(route, method, status, took) {
      requests.inc({ route, method, status })
      seconds.observe({ route }, took)
    },
    revision: (team, revision) => revisions.set({ team }, revision),
    text: () => (registers[0] as Registry).metrics(),
    type: (registers[0] as Registry).contentType,
  }
}
