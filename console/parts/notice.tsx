/** What a page says in place of its content: refusals with what helps, that there is nothing, that something is still coming. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { Problem } from '../app/api.ts'
import { Icon, type IconName } from './icons.tsx'
import { Sentence } from './text.tsx'

interface ProblemsProps {
  problems: readonly Problem[]
  /** Offered where trying again may help: who may not will not by asking twice. */
  again?: () => void
}

/** Read out as soon as it is there. */
export const Problems = ({ problems, again }: ProblemsProps): ReactNode => (
  <div role="alert" className="stack">
    {problems.map(({ code, message, fix }) => (
      <div className="notice" key={message}>
        <p className="says">
          <Sentence text={message} />
        </p>
        <p className="fix">
          <Sentence text={fix} />
        </p>
        {again && code !== 'not-permitted' && (
          <Button className="button" data-size="small" onPress={again}>
            Try again
          </Button>
        )}
      </div>
    ))}
  </div>
)

interface EmptyProps {
  icon: IconName
  title: string
  children?: ReactNode
}
export const Empty = ({ icon, title, children }: EmptyProps): ReactNode => (
  <div className="empty">
    <Icon name={icon} />
    <h2>{title}</h2>
    {children}
  </div>
)

export const Loading = ({ label }: { label: string }): ReactNode => (
  <div className="loading" role="status">
    <p className="hidden">{label}</p>
    {[1, 2, 3, 4, 5].map((line) => (
      <span key={line} aria-hidden="true" />
    ))}
  </div>
)

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'none'
export const Badge = ({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode => (
  <span className="badge" data-tone={tone}>
    {children}
  </span>
)
