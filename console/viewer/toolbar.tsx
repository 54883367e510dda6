/** The tools of a session. What the session does not offer has no button here; that alone protects nothing, and the computer holds it. */
import { type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, ToggleButton, Toolbar as Tools } from 'react-aria-components'
import { Icon } from '../parts/icons.tsx'
import { ChatPanel } from './chat-panel.tsx'
import { Clipboard } from './clipboard.tsx'
import { Figures } from './figures.tsx'
import { FilesPanel } from './files-panel.tsx'
import { isFullScreen, listenToFullScreen, toggleFullScreen } from './full-screen.ts'
import { ALT, CONTROL, DELETE, ESCAPE, functionKey, PRINT, SUPER, TAB } from './keys.ts'
import { Quality } from './quality.tsx'
import type { Scaling } from './screen-size.ts'
import type { Seen, Session } from './session.ts'
import { isWayOut } from './typing.ts'

interface Props {
  session: Session
  seen: Seen
  /** What fills the screen. */
  frame: RefObject<HTMLElement | null>
  scaling: Scaling
  onScaling(scaling: Scaling): void
  /** Absent where nothing may be typed. */
  onKeyboard?: () => void
}
type Panel = 'clipboard' | 'figures' | 'files' | 'chat'

export function Toolbar({ session, seen, frame, scaling, onScaling, onKeyboard }: Props): ReactNode {
  const [panel, setPanel] = useState<Panel>()
  const full = useSyncExternalStore(listenToFullScreen, isFullScreen)
  const toggle = (one: Panel) => setPanel(panel === one ? undefined : one)
  // What was dropped on the screen is to be seen on its way.
  const count = useRef(seen.moves.length)
  useEffect(() => {
    if (seen.moves.length > count.current) setPanel('files')
    count.current = seen.moves.length
  }, [seen.moves.length])
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      if (isWayOut(event)) frame.current?.querySelector<HTMLElement>('[role=toolbar] button')?.focus()
    }
    document.addEventListener('keydown', lead)
    return () => document.removeEventListener('keydown', lead)
  }, [frame])
  return (
    <>
      <Tools className="tools" aria-label="Session">
        {onKeyboard && <SpecialKeys session={session} />}
        {onKeyboard && (
          <Button className="tool touch" onPress={onKeyboard}>
            <Icon name="keyboard" /> <span>Keyboard</span>
          </Button>
        )}
        <ToggleButton
          id="clipboard-button"
          className="tool"
          isSelected={panel === 'clipboard'}
          onChange={() => toggle('clipboard')}
          aria-expanded={panel === 'clipboard'}
          aria-controls="clipboard"
        >
          <Icon name="clipboard" /> <span>Clipboard</span>
        </ToggleButton>
        {(['files', 'chat'] as const).map(
          (one) =>
            seen.channels.has(one) && (
              <ToggleButton
                key={one}
                id={`${one}-button`}
                className="tool"
                isSelected={panel === one}
                onChange={() => toggle(one)}
                aria-expanded={panel === one}
                aria-controls={one}
              >
                <Icon name={one} /> <span>{one === 'files' ? 'Files' : 'Chat'}</span>
              </ToggleButton>
            ),
        )}
        <ToggleButton className="tool" isSelected={scaling === 'actual'} onChange={(actual) => onScaling(actual ? 'actual' : 'fit')}>
          <Icon name="scale" /> <span>Actual size</span>
        </ToggleButton>
        <Monitors session={session} seen={seen} />
        <Quality session={session} seen={seen} />
        {seen.shown?.mayRecord && (
          <ToggleButton className="tool" isSelected={seen.shown.recording === true} onChange={(record) => session.wish({ record })}>
            <Icon name="record" /> <span>Record</span>
          </ToggleButton>
        )}
        <ToggleButton className="tool" isSelected={panel === 'figures'} onChange={() => toggle('figures')}>
          <Icon name="statistics" /> <span>Statistics</span>
        </ToggleButton>
        <ToggleButton
          id="full-button"
          className="tool"
          isSelected={full}
          onChange={() => frame.current && void toggleFullScreen(frame.current)}
        >
          <Icon name="full" /> <span>Full screen</span>
        </ToggleButton>
        <Button id="end-button" className="tool end" onPress={() => session.leave()}>
          <Icon name="end" /> <span>End session</span>
        </Button>
      </Tools>
      {panel === 'clipboard' && <Clipboard session={session} seen={seen} close={() => setPanel(undefined)} />}
      {panel === 'files' && <FilesPanel session={session} seen={seen} close={() => setPanel(undefined)} />}
      {panel === 'chat' && <ChatPanel session={session} seen={seen} close={() => setPanel(undefined)} />}
      {panel === 'figures' && <Figures session={session} seen={seen} />}
    </>
  )
}

const ALL = 'all'
/** Where the computer has several. */
function Monitors({ session, seen: { shown, channels } }: { session: Session; seen: Seen }): ReactNode {
  const monitors = shown?.monitors ?? []
  if (monitors.length < 2 || !channels.has('screen')) return null
  return (
    <MenuTrigger>
      <Button className="tool">
        <Icon name="computers" /> <span>Monitors</span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Monitors"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[shown?.monitor === undefined ? ALL : String(shown.monitor)]}
          onAction={(id) => session.look(id === ALL ? null : Number(id))}
        >
          <MenuItem id={ALL}>All of them</MenuItem>
          {monitors.map(({ width, height }, i) => {
            // Monitors are told by their place.
            const id = String(i)
            return (
              <MenuItem key={id} id={id} textValue={`Monitor ${i + 1}`}>
                Monitor {i + 1}{' '}
                <kbd>
                  {width} × {height}
                </kbd>
              </MenuItem>
            )
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const chords: readonly { id: string; name: string; symbols: readonly number[] }[] = [
  { id: 'secure', name: 'Ctrl + Alt + Del', symbols: [CONTROL, ALT, DELETE] },
  { id: 'super', name: 'Super', symbols: [SUPER] },
  { id: 'alt-tab', name: 'Alt + Tab', symbols: [ALT, TAB] },
  { id: 'escape', name: 'Esc', symbols: [ESCAPE] },
  { id: 'tab', name: 'Tab', symbols: [TAB] },
  { id: 'print', name: 'Print screen', symbols: [PRINT] },
]
const functions = Array.from({ length: 12 }, (_, i) => ({ id: `f${i + 1}`, name: `F${i + 1}`, symbols: [functionKey(i + 1)] }))

const SpecialKeys = ({ session }: { session: Session }): ReactNode => (
  <MenuTrigger>
    <Button className="tool" id="keys-button">
      <Icon name="key" /> <span>Keys</span>
    </Button>
    <Popover className="popover">
      <Menu
        className="menu keys"
        aria-label="Keys that the browser keeps for itself"
        onAction={(id) => session.chord([...chords, ...functions].find((one) => one.id === id)?.symbols ?? [])}
      >
        <MenuSection aria-label="Keys">
          {chords.map(({ id, name }) => (
            <MenuItem key={id} id={id}>
              {name}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection aria-label="Function keys" className="functions">
          {functions.map(({ id, name }) => (
            <MenuItem key={id} id={id}>
              {name}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  </MenuTrigger>
)
