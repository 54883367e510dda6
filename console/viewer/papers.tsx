/** What was printed on the computer: each is opened in a tab of its own, where the browser prints it, or saved. It stays until it is put away. */
import { type ReactNode, useEffect } from 'react'
import { Button } from 'react-aria-components'
import { Icon } from '../parts/icons.tsx'
import type { Paper } from './printing.ts'
import type { Seen, Session } from './session.ts'

export function Papers({ session, seen: { papers } }: { session: Session; seen: Seen }): ReactNode {
  useEffect(() => () => session.forget(), [session])
  return (
    // It is there from the beginning, so that what comes into it is read aloud.
    <section id="papers" aria-label="Printed" aria-live="polite">
      <ul className="papers">
        {[...papers].reverse().map((paper) => (
          <li key={paper.id} className="paper">
            <Told paper={paper} />
            {typeof paper.state === 'object' && (
              <>
                <a className="button" data-look="primary" data-size="small" href={paper.state.address} target="_blank" rel="noopener">
                  Open to print
                  <span className="hidden"> {called(paper)}</span>
                </a>
                <a className="button" data-size="small" href={paper.state.address} download={fileOf(paper)}>
                  Save
                  <span className="hidden"> {called(paper)}</span>
                </a>
              </>
            )}
            {paper.state !== 'going' && (
              <Button className="tool" aria-label={`Put ${called(paper)} away`} onPress={() => session.forget(paper.id)}>
                <Icon name="close" />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Told({ paper }: { paper: Paper }): ReactNode {
  const { state, bytes, size } = paper
  const name = <strong>{called(paper)}</strong>
  if (state === 'failed') return <p role="alert">{name} did not come whole, and can’t be printed here.</p>
  if (state !== 'going') return <p>{name} has been printed.</p>
  return (
    <p>
      {name} is being printed: <span aria-live="off">{size === 0 ? 0 : Math.floor((100 * bytes) / size)} %</span>
    </p>
  )
}

const called = ({ name }: Paper): string => name.trim() || 'A document'
/** As a file: what a name may not hold on any system is left out. */
const fileOf = (paper: Paper): string =>
  `${called(paper)
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/\.pdf$/i, '')}.pdf`
