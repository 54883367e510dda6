/** Live statistics, and what of the session is granted or isn't. */
import { type ReactNode, useEffect, useState } from 'react'
import type { Seen, Session } from './session.ts'
import { counter, type Statistics } from './statistics.ts'

const EACH_MS = 1000

export function Figures({ session, seen: { shown } }: { session: Session; seen: Seen }): ReactNode {
  const [found, setFound] = useState<Statistics>()
  useEffect(() => {
    const count = counter()
    const look = async () => {
      const report = await session.stats()
      const now = report && count(report)
      if (now) setFound(now)
    }
    void look()
    const timer = setInterval(() => void look(), EACH_MS)
    return () => clearInterval(timer)
  }, [session])
  return (
    <section className="panel figures" aria-label="Statistics">
      <dl>
        {rowsOf(found).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {shown && shown.unsupported.length > 0 && (
        <p className="under">Granted or set, and not to be had on this computer: {shown.unsupported.join(', ')}.</p>
      )}
    </section>
  )
}

const ways: Readonly<Record<string, string>> = { host: 'direct', srflx: 'direct', prflx: 'direct', relay: 'by a relay' }

function rowsOf(found: Statistics | undefined): [name: string, value: string][] {
  if (!found) return [['Pictures', 'being counted …']]
  const { framesPerSecond, megabitsPerSecond, roundTripMs, lostPercent, decodeMs, width, height, codec, way } = found
  return [
    ['Pictures', `${Math.round(framesPerSecond)} a second`],
    ['Data', `${megabitsPerSecond.toFixed(1)} Mb/s`],
    ['Round trip', `${Math.round(roundTripMs)} ms`],
    ['Lost', `${lostPercent.toFixed(1)} %`],
    ['Decoding', `${decodeMs.toFixed(1)} ms`],
    ['Size', `${width} × ${height}`],
    ['Codec', codec || 'not known'],
    ['Way', ways[way] ?? 'not known'],
  ]
}
