import type { McpServer, McpTool } from '../../../../src-shared/domain/mcp-server.ts'
import { Mark } from '../../../components/mark.tsx'
import { Select } from '../../../components/select.tsx'
import { toastError } from '../../../components/toast.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { effectClasses, effectWords } from '../../../permissions/policy-words.ts'
import { mcpStore } from '../../../stores/mcp-store.ts'
import { call } from '../../../transport/call.ts'
import { permissionOptions } from './server-words.ts'
import styles from './mcp.module.css'

const effectOptions = effectClasses.map((value) => ({ value, ...effectWords[value] }))

/** The tools of a server: what each touches and how it is permitted is the user's word, whatever the server says. */
export function ServerTools({ server }: { readonly server: McpServer }) {
  if (server.tools.length === 0) {
    return (
      <p className={styles['none']}>
        Its tools are not known yet. Test it: it is started once and asked for them.
      </p>
    )
  }
  return (
    <ul className={styles['tools']} aria-label={`Tools of ${server.name}`}>
      {server.tools.map((tool) => (
        <ToolRow key={tool.name} serverId={server.id} tool={tool} />
      ))}
    </ul>
  )
}

function ToolRow({ serverId, tool }: { readonly serverId: string; readonly tool: McpTool }) {
  const { name, title, description, saysReadOnly, effect, permission } = tool
  const shown = visibleText(title === '' ? name : title)
  const set = async (change: Partial<Pick<McpTool, 'effect' | 'permission'>>): Promise<void> => {
    const result = await call('mcp.setTool', { id: serverId, tool: name, ...change })
    if (result.ok) mcpStore.put(result.data)
    else toastError(result.error)
  }
  return (
    <li className={styles['tool']} aria-label={shown}>
      <div className={styles['toolWords']}>
        <p className={styles['toolTitle']}>
          {shown} <code>{visibleText(name)}</code>
          {saysReadOnly && (
            <Mark title="It is the server’s own word, and is not relied on">says it only reads</Mark>
          )}
        </p>
        {description !== '' && (
          <p className={styles['description']} title={visibleText(description)}>
            {visibleText(description)}
          </p>
        )}
      </div>
      <div className={styles['choices']}>
        <Select
          hideLabel
          label={`What ${shown} touches`}
          value={effect}
          options={effectOptions}
          onChange={(next) => void set({ effect: next })}
        />
        <Select
          hideLabel
          label={`Permission of ${shown}`}
          value={permission}
          options={permissionOptions}
          onChange={(next) => void set({ permission: next })}
        />
      </div>
    </li>
  )
}
