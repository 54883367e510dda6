/** Pictures beside words: strokes of one width on a grid of 24, drawn here. None says anything that a word beside it doesn't. */
import type { ReactNode } from 'react'

const paths = {
  computers: 'M4 5h16v11H4zM9 20h6M12 16v4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  fleet: 'M4 5h7v6H4zM13 5h7v6h-7zM4 14h7v6H4zM13 14h7v6h-7z',
  revisions:
    'M7 7v10M7 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 11c0 4-6 3-10 5',
  access: 'M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11.5 11H21M18 11v4M15 11v3',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  check: 'M5 12.5l4.5 4.5L19 7',
  out: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  keyboard: 'M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8',
  clipboard: 'M7 5h10v16H7zM10 3h4v4h-4z',
  files: 'M4 6h6l2 2h8v11H4zM12 16v-5M9.5 13.5L12 11l2.5 2.5',
  chat: 'M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5',
  quality: 'M4 8h8M16 8h4M14 6v4M4 16h4M12 16h8M10 14v4',
  statistics: 'M4 20V10M10 20V4M16 20v-8M21 20H3',
  scale: 'M4 8V4h4M20 16v4h-4M4 4l7 7M20 20l-7-7',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  end: 'M12 3v9M7 6a8 8 0 1 0 10 0',
  key: 'M6 5h12a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM10 15l2-6 2 6M10.7 13h2.6',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  record: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6 8-6s8 2 8 6',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
} as const
export type IconName = keyof typeof paths

export const Icon = ({ name }: { name: IconName }): ReactNode => (
  <svg
    className="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)

/** What the product is recognised by. */
export const Mark = (): ReactNode => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--accent-fill)" />
    <path d="M8 11.5h16v9H8z M13 24h6" fill="none" stroke="#fff" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
    <path d="M13.5 16l2 2 3.5-4" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
