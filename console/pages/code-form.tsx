/** A code of an app, or a recovery code: asked for, sent, and where it is refused asked for again with why. */
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { type Problem, problemsOf } from '../app/api.ts'
import { Field } from '../parts/fields.tsx'
import { Problems } from '../parts/notice.tsx'

interface Props {
  label: string
  hint?: string
  action: string
  send(code: string): Promise<void>
  children?: ReactNode
}

export function CodeForm({ label, hint, action, send, children }: Props): ReactNode {
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [pending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setPending(true)
    try {
      await send(code.trim())
    } catch (error) {
      setProblems(problemsOf(error))
      form.current?.querySelector('input')?.focus()
    }
    setCode('')
    setPending(false)
  }
  return (
    <Form ref={form} className="code-form" onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <Problems problems={problems} />}
      <Field
        {...{ label, name: 'code', value: code, onChange: setCode, isRequired: true, autoFocus: true, maxLength: 64 }}
        {...(hint !== undefined && { hint })}
        autoComplete="one-time-code"
      />
      <div className="toolbar">
        <Button type="submit" className="button" data-look="primary" isPending={pending}>
          {action}
        </Button>
        {children}
      </div>
    </Form>
  )
}
