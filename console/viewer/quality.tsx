/** How the picture is to be, within what the policy of the computer leaves to choose: the computer says what holds, and that is what is marked. */
import type { ReactNode } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import type { Preference } from '../../protocol/viewer.ts'
import { Icon } from '../parts/icons.tsx'
import type { Seen, Session } from './session.ts'

const pictures: readonly { id: Preference['picture']; name: string }[] = [
  { id: 'automatic', name: 'Automatic' },
  { id: 'sharper', name: 'Sharper' },
  { id: 'smoother', name: 'Smoother' },
]
const caps: readonly { kbps: number; name: string }[] = [
  { kbps: 0, name: 'As much as the line carries' },
  { kbps: 4000, name: 'Up to 4 Mbit/s' },
  { kbps: 1000, name: 'Up to 1 Mbit/s' },
  { kbps: 300, name: 'Up to 300 kbit/s' },
]

export function Quality({ session, seen: { shown, channels } }: { session: Session; seen: Seen }): ReactNode {
  if (!shown?.preference || !shown.choice || !channels.has('screen')) return null
  const { preference, choice } = shown
  return (
    <MenuTrigger>
      <Button className="tool" id="quality-button">
        <Icon name="quality" /> <span>Quality</span>
      </Button>
      <Popover className="popover">
        <Menu className="menu" aria-label="Quality">
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[preference.picture]}
            onSelectionChange={(keys) => {
              const picture = pictures.find(({ id }) => new Set(keys).has(id))
              if (picture) session.prefer({ ...preference, picture: picture.id })
            }}
          >
            <Header>{choice.sharpness ? 'Picture' : 'Picture: how sharp is set by policy'}</Header>
            {pictures
              // What is held on to leaves fewer pictures to choose, and no coarser ones.
              .filter(({ id }) => choice.sharpness || id !== 'smoother')
              .map(({ id, name }) => (
                <Choice key={id} id={id} name={id === 'sharper' && !choice.sharpness ? 'Fewer pictures a second' : name} />
              ))}
          </MenuSection>
          <Separator />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(preference.kbps)]}
            onSelectionChange={(keys) => {
              const cap = caps.find(({ kbps }) => new Set(keys).has(String(kbps)))
              if (cap) session.prefer({ ...preference, kbps: cap.kbps })
            }}
          >
            <Header>Data</Header>
            {caps
              .filter(({ kbps }) => kbps === 0 || choice.kbps === 0 || kbps < choice.kbps)
              .map(({ kbps, name }) => (
                <Choice
                  key={kbps}
                  id={String(kbps)}
                  name={kbps === 0 && choice.kbps > 0 ? `As much as policy allows: ${choice.kbps / 1000} Mbit/s` : name}
                />
              ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const Choice = ({ id, name }: { id: string; name: string }): ReactNode => (
  <MenuItem id={id} textValue={name}>
    {name}
    <span className="check">
      <Icon name="check" />
    </span>
  </MenuItem>
)
