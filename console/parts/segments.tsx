/** One of a few, side by side. */
import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface Props<Id extends string> {
  label: string
  value: Id
  options: readonly { id: Id; name: string }[]
  onChange(id: Id): void
}

export const Segments = <Id extends string>({ label, value, options, onChange }: Props<Id>): ReactNode => (
  <ToggleButtonGroup
    className="segments"
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={(keys) => {
      const chosen = options.find(({ id }) => keys.has(id))
      if (chosen) onChange(chosen.id)
    }}
  >
    {options.map(({ id, name }) => (
      <ToggleButton key={id} id={id}>
        {name}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
