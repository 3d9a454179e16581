import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { readPasted } from './paste-servers.ts'
import type { ServerDraft } from './server-draft.ts'
import { visibleText } from '../../../components/visible-text.ts'
import styles from './mcp.module.css'

interface PasteFieldProps {
  onTake(server: ServerDraft): void
}

/** A configuration as servers' pages give it, read into the form. One server is taken at once; of several one is picked. */
export function PasteField({ onTake }: PasteFieldProps) {
  const [text, setText] = useState('')
  const read = text.trim() === '' ? null : readPasted(text)
  const several = read?.ok && read.servers.length > 1 ? read.servers : []
  const take = (server: ServerDraft): void => {
    setText('')
    onTake(server)
  }
  const change = (next: string): void => {
    const pasted = next.trim() === '' ? null : readPasted(next)
    const [only, ...others] = pasted?.ok ? pasted.servers : []
    if (only && others.length === 0) take(only)
    else setText(next)
  }
  return (
    <div className={styles['paste']}>
      <TextArea
        label="Paste a configuration"
        className={styles['json']}
        value={text}
        spellCheck={false}
        autoFocus
        placeholder={'{ "mcpServers": { "notes": { "command": "npx", "args": ["-y", "…"] } } }'}
        hint="JSON with mcpServers, as the pages of servers show it. It fills in the form; nothing is saved yet."
        error={read?.ok === false ? read.problem : undefined}
        onChange={(event) => change(event.target.value)}
      />
      {several.length > 0 && (
        <div className={styles['several']} role="group" aria-label="Servers in it">
          <span>{several.length} servers are in it. Which one is it to be?</span>
          {several.map((server, index) => (
            <Button key={`${server.name} ${index}`} size="s" onClick={() => take(server)}>
              {visibleText(server.name === '' ? `Server ${index + 1}` : server.name)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
