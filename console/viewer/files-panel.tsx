/** The files of a session: what is in the folder that the computer shares, what goes there and comes from there, and how far it has come. */
import { type ReactNode, useEffect } from 'react'
import { Button, FileTrigger, ProgressBar } from 'react-aria-components'
import { Icon } from '../parts/icons.tsx'
import { inFolder, type Move } from './moving.ts'
import type { Seen, Session } from './session.ts'

interface Props {
  session: Session
  seen: Seen
  close(): void
}

export function FilesPanel({ session, seen: { shown, moves, listed }, close }: Props): ReactNode {
  const way = shown?.features.fileTransfer ?? 'disabled'
  const folder = listed?.folder ?? ''
  const look = (into: string) => session.moving()?.look(into)
  // Whoever opens it sees what is there now.
  useEffect(() => session.moving()?.look(''), [session])
  return (
    <section id="files" className="panel files" aria-label="Files" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <p>{says[way as keyof typeof says] ?? says.disabled}</p>
      {way !== 'fromComputerOnly' && (
        <FileTrigger allowsMultiple onSelect={(all) => all && session.moving()?.send([...all], folder)}>
          <Button className="button" data-look="primary" data-size="small">
            Send files to the computer
          </Button>
        </FileTrigger>
      )}
      <div className="toolbar">
        {folder !== '' && (
          <Button className="tool" onPress={() => look(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))}>
            <Icon name="previous" /> <span>Up</span>
          </Button>
        )}
        <h2 className="path">{folder === '' ? 'Shared folder' : folder}</h2>
      </div>
      {listed?.wrong !== undefined && <p role="alert">{listed.wrong}</p>}
      {listed?.wrong === undefined && listed?.entries.length === 0 && <p className="under">Nothing is in it.</p>}
      <ul className="entries" aria-label="In the folder">
        {listed?.entries.map(({ name, folder: isFolder, size }) => (
          <li key={name}>
            <span className="name">{isFolder ? `${name}/` : name}</span>
            {isFolder ? (
              <Button className="tool" onPress={() => look(inFolder(folder, name))} aria-label={`Open ${name}`}>
                Open
              </Button>
            ) : (
              <>
                <span className="under">{sizeOf(size)}</span>
                {way !== 'toComputerOnly' && (
                  <Button className="tool" onPress={() => session.moving()?.fetch(inFolder(folder, name))} aria-label={`Download ${name}`}>
                    Download
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {listed?.more && <p className="under">There is more in it than is shown.</p>}
      {moves.length > 0 && (
        <>
          <h2 className="path">On the way</h2>
          <ul className="moves" aria-label="On the way">
            {[...moves].reverse().map((move) => (
              <li key={move.id}>
                <Progress move={move} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const says = {
  enabled: 'Files can be moved in both directions. Drop them on the screen to send them.',
  toComputerOnly: 'Files can be sent to the computer only. Drop them on the screen to send them.',
  fromComputerOnly: 'Files can be taken from the computer only.',
  disabled: 'No files are moved in this session.',
}

function Progress({ move: { direction, name, bytes, size, state } }: { move: Move }): ReactNode {
  const share = state === 'done' ? 100 : size === 0 ? 0 : (100 * bytes) / size
  const way = direction === 'toComputer' ? 'To the computer' : 'From the computer'
  const told = state === 'done' ? 'arrived' : state === 'going' ? `${Math.floor(share)} %` : state.failed
  return (
    <ProgressBar value={share} aria-label={name} valueLabel={told}>
      <span className="name">{name}</span>
      <span className="under" role={typeof state === 'object' ? 'alert' : undefined}>
        {way}: {told}
      </span>
      <span className="course" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
    </ProgressBar>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
