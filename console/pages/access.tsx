/** The questions of `explain` and `access`: may this user reach this computer then, and why; and who reaches what at all. The address holds the question. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { go, pathOf } from '../app/route.ts'
import { whenText } from '../app/times.ts'
import { Field } from '../parts/fields.tsx'
import { Badge, Empty, Loading, Problems } from '../parts/notice.tsx'
import { Explanation } from './explanation.tsx'
import { Heading } from './heading.tsx'
import { shortKey } from './revision.tsx'

interface Question {
  user: string
  computer: string
  group: string
  /** As a browser's field has it: the wall clock of whoever asks. */
  at: string
}

export function Access({ query }: { query: URLSearchParams }): ReactNode {
  const { team } = useAccount()
  const word = (name: keyof Question) => query.get(name) ?? ''
  const asked: Question = { user: word('user'), computer: word('computer'), group: word('group'), at: word('at') }
  const ask = (question: Question) => {
    const words = new URLSearchParams(Object.entries(question).filter(([, value]) => value !== ''))
    go(`${pathOf(team, 'access')}${words.size > 0 ? `?${words}` : ''}`)
  }
  const at = instantOf(asked.at)
  return (
    <>
      <Heading
        title="Access explorer"
        lead="Who reaches what, when, and through which declaration. With a user and a computer it says why, or why not."
      />
      <Asking key={query.toString()} asked={asked} ask={ask} />
      {asked.user !== '' && asked.computer !== '' && asked.group === '' ? (
        <Explained user={asked.user} computer={asked.computer} at={at} />
      ) : (
        <Edges key={query.toString()} asked={asked} at={at} />
      )}
    </>
  )
}

const instantOf = (local: string): string | undefined => {
  const time = new Date(local)
  return local === '' || Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

function Asking({ asked, ask }: { asked: Question; ask(question: Question): void }): ReactNode {
  const [question, setQuestion] = useState(asked)
  const field = (name: keyof Question, label: string, more: { placeholder?: string; type?: 'datetime-local' } = {}) => (
    <Field
      label={label}
      name={name}
      value={question[name]}
      onChange={(value) => setQuestion({ ...question, [name]: value })}
      autoComplete="off"
      {...more}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { user, computer, group, at } = question
    ask({ user: user.trim(), computer: computer.trim(), group: group.trim(), at })
  }
  return (
    <Form className="asking card" role="search" aria-label="Access" onSubmit={submit}>
      {field('user', 'User', { placeholder: 'anybody' })}
      {field('computer', 'Computer', { placeholder: 'any' })}
      {field('group', 'Group', { placeholder: 'any' })}
      {field('at', 'At', { type: 'datetime-local' })}
      <Button type="submit" className="button" data-look="primary">
        Ask
      </Button>
    </Form>
  )
}

function Explained({ user, computer, at }: { user: string; computer: string; at: string | undefined }): ReactNode {
  const { answer, problems, again } = useAnswer('explainAccess', { query: { user, computer, ...(at !== undefined && { at }) } })
  return (
    <>
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="Why is being worked out" />}
      {answer && <Explanation answer={answer} />}
    </>
  )
}

const LIMIT = 200

function Edges({ asked: { user, computer, group }, at }: { asked: Question; at: string | undefined }): ReactNode {
  const [limit, setLimit] = useState(LIMIT)
  const narrowed = { ...(user !== '' && { user }), ...(computer !== '' && { computer }), ...(group !== '' && { group }) }
  const { answer, problems, again } = useAnswer('listAccess', { query: { ...narrowed, limit, ...(at !== undefined && { at }) } })
  return (
    <section className="part" aria-label="Who reaches what">
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="Who reaches what is being worked out" />}
      {answer && answer.edges.length === 0 && (
        <Empty icon="access" title="Nobody reaches anything like that">
          <p>At {whenText(answer.time)}. Name a user and a computer to be told what is missing.</p>
        </Empty>
      )}
      {answer && answer.edges.length > 0 && <Table answer={answer} />}
      {answer?.more && limit < 1000 && (
        <Button className="button" onPress={() => setLimit(limit + LIMIT)}>
          Show more
        </Button>
      )}
      {answer?.more && limit >= 1000 && <p className="lead">There are more: narrow the question down, or run splashctl access.</p>}
    </section>
  )
}

function Table({ answer: { edges, zone } }: { answer: Answer<'listAccess'> }): ReactNode {
  const { team } = useAccount()
  return (
    <div className="table-frame card">
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Computer</th>
            <th scope="col">When</th>
            <th scope="col">Through</th>
            <th scope="col">
              <span className="hidden">Why</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.map(({ user, userName, computer, computerName, via, permanent, until }) => (
            <tr key={`${user} ${computer}`}>
              <td>
                <span className="name">{userName ?? user}</span> {userName !== null && <span className="under">{user}</span>}
              </td>
              <td data-label="Computer">
                <span className="name">{computerName ?? computer}</span>{' '}
                {computerName !== null && <span className="under">{computer}</span>}
              </td>
              <td>
                {permanent ? (
                  <Badge tone="none">At any hour</Badge>
                ) : (
                  <Badge tone="accent">{until === null ? 'Now' : `Until ${whenText(until, zone)}`}</Badge>
                )}
              </td>
              <td className="under">{via.map(shortKey).join(', ')}</td>
              <td>
                <Button
                  className="button"
                  data-size="small"
                  data-look="quiet"
                  aria-label={`Why ${user} reaches ${computer}`}
                  onPress={() => go(`${pathOf(team, 'access')}?${new URLSearchParams({ user, computer })}`)}
                >
                  Why
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
