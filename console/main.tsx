/** Where the console begins: which page the address means, and what is around all of them. */
import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, ready } from './app/app.tsx'
import { routeOf } from './app/route.ts'
import { followTheme } from './app/theme.ts'

/** As long as React would go on showing that it waits (app/later.tsx). */
const SOON_MS = 300

followTheme()
const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the console.')
const show = () =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
// What has to be fetched for this address mostly comes before React would show that it waits; where it does not, or not at all, it is for React to say so.
const soon = new Promise<void>((resolve) => setTimeout(resolve, SOON_MS))
Promise.race([ready(routeOf(location)), soon]).then(show, show)
// Whoever looks at a list of computers may want to be on one.
setTimeout(() => ready({ page: 'connect' }).catch(() => undefined), 1000)
