import { useState } from 'react'
import type { Secret } from '../../../../src-shared/domain/secret.ts'
import { Button } from '../../../components/button.tsx'
import { Dormouse } from '../../../components/dormouse.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { Lead } from '../lead.tsx'
import { useListedAgain } from '../use-listed-again.ts'
import { RemoveSecret } from './remove-secret.tsx'
import { ReplaceSecret } from './replace-secret.tsx'
import { SecretRow } from './secret-row.tsx'

const page = 50

interface Asked {
  readonly what: 'replace' | 'remove'
  readonly secret: Secret
}

/** The secrets that runs were given, by name; what they are is in the vault and never shown. */
export function SecretSection() {
  const { result, reload } = useRoute('secrets.list', {})
  useListedAgain('secrets.changed', reload)
  return (
    <>
      <Lead>
        Passwords and tokens that you gave when a run asked for them. The model only ever knows a secret’s
        name; a command that names it gets its value as an environment variable.
      </Lead>
      <WithResult result={result} what="the secrets" onRetry={() => void reload()}>
        {(secrets) =>
          secrets.length === 0 ? (
            <EmptyState picture={<Dormouse mood="asleep" size={96} />} title="No secret yet.">
              A run asks when it needs one, and you give it in the inbox or in its conversation. It then
              stands here, where you can replace or remove it.
            </EmptyState>
          ) : (
            <Secrets secrets={secrets} onChanged={reload} />
          )
        }
      </WithResult>
    </>
  )
}

interface SecretsProps {
  readonly secrets: readonly Secret[]
  onChanged(): Promise<void>
}

function Secrets({ secrets, onChanged }: SecretsProps) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [shownCount, setShownCount] = useState(page)
  const close = (): void => setAsked(null)
  // Lost ones first: they are what there is to do.
  const sorted = secrets.toSorted(
    (a, b) => Number(a.isKept) - Number(b.isKept) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  )
  const left = sorted.length - shownCount
  return (
    <SettingsGroup note="Values are never shown again, not even here. They are in no conversation, log or backup.">
      {sorted.slice(0, shownCount).map((secret) => (
        <SecretRow
          key={secret.id}
          secret={secret}
          onReplace={() => setAsked({ what: 'replace', secret })}
          onRemove={() => setAsked({ what: 'remove', secret })}
        />
      ))}
      {left > 0 && (
        <Button variant="quiet" onClick={() => setShownCount(shownCount + page)}>
          Show {Math.min(page, left)} more of {left}
        </Button>
      )}
      {asked?.what === 'replace' && (
        <ReplaceSecret secret={asked.secret} onChanged={onChanged} onClose={close} />
      )}
      {asked?.what === 'remove' && (
        <RemoveSecret secret={asked.secret} onChanged={onChanged} onClose={close} />
      )}
    </SettingsGroup>
  )
}
