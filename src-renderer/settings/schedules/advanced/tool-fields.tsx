import { Checkbox } from '../../../components/checkbox.tsx'
import { Select } from '../../../components/select.tsx'
import { ListField } from '../../../permissions/list-field.tsx'
import { readHost } from '../../../permissions/read-host.ts'
import { TrustedSourcesField } from '../../../permissions/trusted-sources-field.tsx'
import { useMcpServers } from '../../../stores/mcp-store.ts'
import type { AdvancedProps } from './text-of.ts'
import styles from '../schedule-form.module.css'

const mostHosts = 100

/** Where a run works and with what: its own copy of the files, MCP servers, sources and hosts. */
export function ToolFields({ draft, onChange }: AdvancedProps) {
  return (
    <section className={styles['section']}>
      <h3 className={styles['sectionTitle']}>Tools</h3>
      <div>
        <Checkbox
          label="Work in a git worktree of its own"
          checked={draft.worktree}
          onChange={(worktree) => onChange({ worktree })}
        />
        <p className={styles['under']}>
          Your files stay as they are, and each run ends with a branch for you to look at. The working
          directory must be in a git repository.
        </p>
      </div>
      <ServerChoice draft={draft} onChange={onChange} />
      <TrustedSourcesField
        sources={draft.trustedSources}
        onChange={(trustedSources) => onChange({ trustedSources })}
      />
      <ListField
        label="Let its commands reach a host"
        listLabel="Hosts that its commands may reach"
        values={draft.hosts}
        placeholder="registry.npmjs.org"
        hint="Beyond those of Settings, Tools, Sandbox."
        most={mostHosts}
        read={readHost}
        onChange={(hosts) => onChange({ hosts })}
      />
    </section>
  )
}

function ServerChoice({ draft, onChange }: Pick<AdvancedProps, 'draft' | 'onChange'>) {
  const servers = useMcpServers().filter(({ enabled }) => enabled)
  const { mcpServers } = draft
  const usual = servers.filter(({ byDefault }) => byDefault)
  return (
    <div className={styles['servers']}>
      <Select
        label="MCP servers"
        value={mcpServers === null ? 'usual' : 'chosen'}
        options={[
          {
            value: 'usual',
            label: 'The usual ones',
            hint: usual.length === 0 ? 'None at present' : usual.map(({ name }) => name).join(', '),
          },
          { value: 'chosen', label: 'Only chosen ones', hint: 'None, if you choose none' },
        ]}
        onChange={(kind) => onChange({ mcpServers: kind === 'usual' ? null : usual.map(({ id }) => id) })}
      />
      {mcpServers !== null && (
        <div className={styles['chosen']} role="group" aria-label="MCP servers of this schedule">
          {servers.length === 0 && <p className={styles['aside']}>No MCP server is on.</p>}
          {servers.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={mcpServers.includes(id)}
              onChange={(on) =>
                onChange({ mcpServers: on ? [...mcpServers, id] : mcpServers.filter((one) => one !== id) })
              }
            />
          ))}
        </div>
      )}
    </div>
  )
}
