/** How a page begins: what it is, and a sentence about it. The heading takes the focus when the page is opened (app.tsx). */
import type { ReactNode } from 'react'

interface Props {
  title: string
  lead?: ReactNode
  children?: ReactNode
}
export const Heading = ({ title, lead, children }: Props): ReactNode => (
  <div className="heading">
    <div>
      <h1 tabIndex={-1}>{title}</h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </div>
    {children}
  </div>
)
