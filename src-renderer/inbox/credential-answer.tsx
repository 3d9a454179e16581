import { KeyRound } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import type { Question } from '../../src-shared/domain/question.ts'
import { Button } from '../components/button.tsx'
import { useKeyStorage } from '../stores/connection-store.ts'
import type { Answering } from './use-answer.ts'
import styles from './question-form.module.css'

interface CredentialAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

const places = {
  keyring: 'It is kept in your system’s keyring. The model never sees it, only its name.',
  memory: 'It is kept in memory until Dormouse quits. The model never sees it, only its name.',
  none: 'Nothing may be kept on this system now. Choose where keys may be kept in Settings, Models.',
} as const

/** A secret: typed unseen, kept nowhere in the window, and told where it goes. */
export function CredentialAnswer({ answering }: CredentialAnswerProps) {
  const [value, setValue] = useState('')
  const storage = useKeyStorage((state) => state.keyStorage)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (value === '') return
    answering.answer({ kind: 'credential', value })
    setValue('')
  }
  return (
    <form onSubmit={submit}>
      <div className={styles['line']}>
        <input
          type="password"
          className={styles['field']}
          aria-label="Your answer"
          placeholder="Paste or type the secret"
          autoComplete="off"
          spellCheck={false}
          value={value}
          data-answer
          onChange={(event) => setValue(event.target.value)}
        />
        <Button
          variant="hazel"
          type="submit"
          disabled={value === ''}
          busy={answering.state.kind === 'sending'}
        >
          Answer
        </Button>
      </div>
      <p className={styles['note']}>
        <KeyRound aria-hidden="true" />
        {places[storage ?? 'keyring']}
      </p>
    </form>
  )
}
