import { Switch } from '../../../components/switch.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { ServerDraft, ServerErrors } from './server-draft.ts'
import { ValuesField } from './values-field.tsx'
import styles from './mcp.module.css'

interface TransportFieldsProps {
  readonly draft: ServerDraft
  readonly errors: ServerErrors
  onChange(change: Partial<ServerDraft>): void
}

/** How a server is reached: the program that is started, or an address. */
export function TransportFields({ draft, errors, onChange }: TransportFieldsProps) {
  if (draft.kind === 'http') {
    return (
      <>
        <TextField
          label="Address"
          value={draft.url}
          placeholder="https://example.com/mcp"
          spellCheck={false}
          error={errors.url}
          onChange={(event) => onChange({ url: event.target.value })}
        />
        <ValuesField
          label="Headers"
          noun="header"
          placeholder="Authorization"
          values={draft.headers}
          errors={errors.values ?? {}}
          onChange={(headers) => onChange({ headers })}
        />
      </>
    )
  }
  return (
    <>
      <TextField
        label="Command"
        className={styles['code']}
        value={draft.command}
        placeholder="npx"
        spellCheck={false}
        hint="The program alone; what it is given stands below."
        error={errors.command}
        onChange={(event) => onChange({ command: event.target.value })}
      />
      <TextArea
        label="Arguments"
        className={styles['json']}
        value={draft.args}
        placeholder={'-y\n@modelcontextprotocol/server-filesystem\n/home/me/Notes'}
        spellCheck={false}
        hint="One a line, without quotation marks."
        error={errors.args}
        onChange={(event) => onChange({ args: event.target.value })}
      />
      <ValuesField
        label="Environment"
        noun="variable"
        placeholder="API_KEY"
        values={draft.env}
        errors={errors.values ?? {}}
        onChange={(env) => onChange({ env })}
      />
      <Switch
        label="Confined, like a command of the assistant"
        hint="It runs in the sandbox and reaches only the hosts that are listed there. One that npx starts has to reach registry.npmjs.org."
        checked={draft.confined}
        onChange={(confined) => onChange({ confined })}
      />
    </>
  )
}
