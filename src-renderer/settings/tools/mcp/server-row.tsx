import { ChevronRight, CircleAlert, CircleCheck, Ellipsis } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { McpServer } from '../../../../src-shared/domain/mcp-server.ts'
import { Button } from '../../../components/button.tsx'
import { classNames } from '../../../components/class-names.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Menu } from '../../../components/menu.tsx'
import { Switch } from '../../../components/switch.tsx'
import { toastError } from '../../../components/toast.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { mcpStore } from '../../../stores/mcp-store.ts'
import { call } from '../../../transport/call.ts'
import { BareSwitch } from '../../bare-switch.tsx'
import { Mark } from '../../../components/mark.tsx'
import { SettingRow } from '../../setting-row.tsx'
import { ServerState } from './server-state.tsx'
import { ServerTools } from './server-tools.tsx'
import { addressOf, toolCount } from './server-words.ts'
import { useServerTest } from './use-server-test.ts'
import styles from './mcp.module.css'

interface ServerRowProps {
  readonly server: McpServer
  /** It was added or changed just now: it is tested at once. */
  readonly fresh: boolean
  onEdit(): void
  onRemove(): void
}

/** One server: how it is, whether it is on and where, and its tools. */
export function ServerRow({ server, fresh, onEdit, onRemove }: ServerRowProps) {
  const { id, name, transport, enabled, byDefault, tools } = server
  const [open, setOpen] = useState(fresh)
  const { state: tested, test } = useServerTest(id)
  const panelId = useId()
  const untested = useRef(fresh)
  useEffect(() => {
    if (!untested.current) return
    untested.current = false
    test()
  }, [test])
  const update = async (change: { enabled?: boolean; byDefault?: boolean }): Promise<void> => {
    const result = await call('mcp.update', { id, ...change })
    if (result.ok) mcpStore.put(result.data)
    else toastError(result.error)
  }
  return (
    <li className={styles['server']} aria-label={name}>
      <SettingRow
        title={
          <>
            {name}
            {enabled && byDefault && <Mark>Everywhere</Mark>}
            {transport.kind === 'stdio' && transport.confined && <Mark>Confined</Mark>}
          </>
        }
        text={
          <>
            <span className={styles['address']} title={visibleText(addressOf(server))}>
              {visibleText(addressOf(server))}
            </span>
            <ServerState server={server} />
            <div role="status">
              {tested.kind === 'testing' && (
                <p className={styles['state']}>Starting it and asking for its tools…</p>
              )}
              {tested.kind === 'done' && tested.message !== server.state.message && (
                <p className={styles['state']} data-tone={tested.ok ? 'good' : 'bad'}>
                  {tested.ok ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
                  <span>{visibleText(tested.message)}</span>
                </p>
              )}
            </div>
          </>
        }
      >
        <Button size="s" busy={tested.kind === 'testing'} aria-label={`Test ${name}`} onClick={test}>
          Test
        </Button>
        <Menu
          align="end"
          trigger={
            <IconButton size="s" label={`More for “${name}”`} icon={<Ellipsis aria-hidden="true" />} />
          }
          entries={[
            { kind: 'item', label: 'Edit…', onSelect: onEdit },
            { kind: 'separator' },
            { kind: 'item', label: 'Remove…', danger: true, onSelect: onRemove },
          ]}
        />
        <BareSwitch
          label={`${name} is on`}
          checked={enabled}
          onChange={(on) => void update({ enabled: on })}
        />
      </SettingRow>
      <button
        type="button"
        className={styles['disclosure']}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight aria-hidden="true" className={classNames(open && styles['turned'])} />
        {tools.length === 0 ? 'Where it is used' : `${toolCount(tools.length)}, and where it is used`}
      </button>
      {open && (
        <div id={panelId} className={styles['panel']}>
          <Switch
            label="In every conversation and schedule"
            hint="Those that choose their servers themselves have it only if they chose it."
            checked={byDefault}
            disabled={!enabled}
            onChange={(on) => void update({ byDefault: on })}
          />
          <ServerTools server={server} />
        </div>
      )}
    </li>
  )
}
