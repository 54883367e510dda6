/** Fields with their names, hints and what is wrong with them, as React Aria ties them together for whoever does not see them. */
import type { ReactNode } from 'react'
import { Button, FieldError, Input, Label, SearchField, Text, TextField, type TextFieldProps } from 'react-aria-components'
import { Icon } from './icons.tsx'

interface FieldProps extends TextFieldProps {
  label: string
  hint?: ReactNode
  placeholder?: string
}
export const Field = ({ label, hint, placeholder, ...rest }: FieldProps): ReactNode => (
  <TextField {...rest} className="field">
    <Label>{label}</Label>
    <Input className="input" {...(placeholder !== undefined && { placeholder })} />
    {hint !== undefined && (
      <Text slot="description" className="hint">
        {hint}
      </Text>
    )}
    <FieldError className="hint" />
  </TextField>
)

interface SearchProps {
  label: string
  value: string
  onChange(text: string): void
}
export const Search = ({ label, value, onChange }: SearchProps): ReactNode => (
  <SearchField className="search" aria-label={label} value={value} onChange={onChange}>
    <Icon name="search" />
    <Input className="input" placeholder={label} />
    <Button className="clear">
      <Icon name="close" />
    </Button>
  </SearchField>
)
