/** Light, dark, or as the system says. */
import type { ReactNode } from 'react'
import { chooseTheme, type Theme, themes, useTheme } from '../app/theme.ts'
import { Segments } from './segments.tsx'

const names: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

export const ThemeChoice = (): ReactNode => (
  <Segments label="Colours" value={useTheme()} options={themes.map((id) => ({ id, name: names[id] }))} onChange={chooseTheme} />
)
