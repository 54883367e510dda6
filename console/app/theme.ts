/** Light or dark: as the system says, or as somebody chose here. It is no secret, and kept by the browser. */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const NAME = 'theme'
const listeners = new Set<() => void>()

function kept(): Theme {
  try {
    return themes.find((one) => one === localStorage.getItem(NAME)) ?? 'system'
  } catch {
    return 'system' // a browser that keeps nothing
  }
}

export function followTheme(): void {
  document.documentElement.dataset.theme = kept()
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(NAME, theme)
  } catch (error) {
    console.warn('The choice is not kept', error)
  }
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => themes.find((one) => one === document.documentElement.dataset.theme) ?? 'system',
  )
}
