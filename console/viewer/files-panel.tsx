/** The files of a session: what is in the folder that the computer shares, what goes there and comes from there, and how far it has come. */
import { type ReactNode, useEffect, useState } from 'react'
import { Button, FileTrigger, ProgressBar } from 'react-aria-components'
import type { FileEntry } from '../../protocol/files.ts'
import { Icon } from '../parts/icons.tsx'
import { inFolder, type Move } from './moving.ts'
import type { Seen, Session } from './session.ts'

interface Props {
  session: Session
  seen: Seen
  close(): void
}

export function FilesPanel({ session, seen: { shown, moves }, close }: Props): ReactNode {
  const [folder, setFolder] = useState('')
  const [listed, setListed] = useState<{ entries: readonly FileEntry[]; more: boolean }>()
  const [wrong, setWrong] = useState('')
  const way = shown?.features.fileTransfer ?? 'disabled'
  const done = moves.filter(({ state, direction }) => state === 'done' && direction === 'toComputer').length
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has arrived is to be seen.
  useEffect(() => {
    let current = true
    const look = async () => {
      try {
        const found = await session.moving()?.list(folder)
        if (!current) return
        setListed(found)
        setWrong('')
      } catch (error) {
        if (current) setWrong(error instanceof Error ? error.message : String(error))
      }
    }
    void look()
    return () => {
      current = false
    }
  }, [session, folder, done])
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
          <Button className="tool" onPress={() => setFolder(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))}>
            <Icon name="previous" /> <span>Up</span>
          </Button>
        )}
        <h2 className="path">{folder === '' ? 'Shared folder' : folder}</h2>
      </div>
      {wrong !== '' && <p role="alert">{wrong}</p>}
      {listed?.entries.length === 0 && <p className="under">Nothing is in it.</p>}
      <ul className="entries" aria-label="In the folder">
        {listed?.entries.map(({ name, folder: isFolder, size }) => (
          <li key={name}>
            <span className="name">{isFolder ? `${name}/` : name}</span>
            {isFolder ? (
              <Button className="tool" onPress={() => setFolder(inFolder(folder, name))} aria-label={`Open ${name}`}>
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
