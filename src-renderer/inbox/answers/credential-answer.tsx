import { KeyRound } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { SecretField } from '../../components/secret-field.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { useKeyStorage } from '../../stores/connection-store.ts'
import { openModels } from './open-models.ts'
import type { Answering } from './use-answer.ts'
import { vaultWords } from './vault-words.ts'
import styles from './credential-answer.module.css'

interface CredentialAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

/**
 * A secret: typed unseen, and told where it goes. What is typed lives in this form only, never among the drafts; it stays
 * when the vault refuses it, and is gone with the form once it is given.
 */
export function CredentialAnswer({ question: { prompt, secret }, answering }: CredentialAnswerProps) {
  const [value, setValue] = useState('')
  const storage = useKeyStorage((state) => state.keyStorage)
  const saysAll = secret !== undefined && prompt.includes(secret.name) && prompt.includes(secret.purpose)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (value !== '') answering.answer({ kind: 'credential', value })
  }
  return (
    <form onSubmit={submit}>
      {secret && !saysAll && (
        <p className={styles['asked']}>
          <code className={styles['name']}>{secret.name}</code>
          {secret.purpose.trim() !== '' && (
            <span className={styles['purpose']}>{visibleText(secret.purpose)}</span>
          )}
        </p>
      )}
      <div className={styles['line']}>
        <SecretField
          aria-label="Your answer"
          placeholder={secret ? `Paste or type ${secret.name}` : 'Paste or type the secret'}
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
        <span>
          {vaultWords(storage)}
          {secret && ` A command that needs it gets it as the environment variable ${secret.name}.`}
        </span>
      </p>
      {storage === 'none' && (
        <div>
          <Button size="s" onClick={openModels}>
            Open Settings, Models
          </Button>
        </div>
      )}
    </form>
  )
}
