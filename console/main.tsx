/** Where the console begins: which page the address means, and what is around all of them. */
import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, ready } from './app/app.tsx'
import { routeOf } from './app/route.ts'
import { followTheme } from './app/theme.ts'

followTheme()
const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the console.')
const show = () =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
// Whether it could be fetched shows when it is shown.
ready(routeOf(location)).then(show, show)
// Whoever looks at a list of computers may want to be on one.
setTimeout(() => ready({ page: 'connect' }).catch(() => undefined), 1000)
