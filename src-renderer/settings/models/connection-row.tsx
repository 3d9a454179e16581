import { Ellipsis } from 'lucide-react'
import type { Connection } from '../../../src-shared/domain/connection.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import { saveSetting } from '../save-setting.ts'
import { Mark } from '../../components/mark.tsx'
import { SettingRow } from '../setting-row.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { useConnectionTest } from './use-connection-test.ts'

interface ConnectionRowProps {
  readonly connection: Connection
  onEdit(): void
  onRemove(): void
}

/** One connection: where it leads, whether it has a key, and whether it works. */
export function ConnectionRow({ connection, onEdit, onRemove }: ConnectionRowProps) {
  const { state, test } = useConnectionTest(connection.id)
  const isAdded = connection.kind === 'anthropic-compatible'
  return (
    <SettingRow
      title={
        <>
          {connection.name}
          {connection.isDefault && <Mark>Default</Mark>}
        </>
      }
      text={
        <>
          <About connection={connection} />
          <ConnectionTest state={state} />
        </>
      }
    >
      {!connection.isDefault && (
        <Button size="s" variant="quiet" onClick={() => saveSetting({ defaultConnectionId: connection.id })}>
          Make default
        </Button>
      )}
      <Button size="s" busy={state.kind === 'testing'} onClick={test}>
        Test
      </Button>
      {isAdded && (
        <Menu
          align="end"
          trigger={
            <IconButton
              size="s"
              label={`More for “${connection.name}”`}
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          entries={[
            { kind: 'item', label: 'Edit', onSelect: onEdit },
            { kind: 'separator' },
            { kind: 'item', label: 'Remove', danger: true, onSelect: onRemove },
          ]}
        />
      )}
    </SettingRow>
  )
}

function About({ connection }: { readonly connection: Connection }) {
  const { kind, baseUrl, defaultModel, hasKey } = connection
  switch (kind) {
    case 'practice':
      return (
        <div>
          Not an AI model: a small program inside Dormouse that follows simple instructions, so that you can
          try everything without a key or a network.
        </div>
      )
    case 'environment':
      return (
        <div>
          From ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL of the environment. {baseUrl ?? 'Anthropic'},{' '}
          {defaultModel}
        </div>
      )
    case 'anthropic-compatible':
      return (
        <div>
          {baseUrl ?? 'Anthropic'}, {defaultModel}, {hasKey ? 'with a key' : 'no key'}
        </div>
      )
  }
}
