import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect } from 'react'
import type { Settings } from '../../../../src-shared/domain/settings.ts'
import type { SandboxStatus } from '../../../../src-shared/ipc/tool-routes.ts'
import { Button } from '../../../components/button.tsx'
import { Mark } from '../../../components/mark.tsx'
import { ListField } from '../../../permissions/list-field.tsx'
import { readHost, readPrivateHost } from '../../../permissions/read-host.ts'
import { loadToolStatus, useToolStatus } from '../../../permissions/tool-status-store.ts'
import { saveSetting } from '../../save-setting.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { WithResult } from '../../with-result.tsx'
import { WithSettings } from '../../with-settings.tsx'
import { Lead } from '../lead.tsx'
import plain from '../../plain-page.module.css'

const names = { bubblewrap: 'bubblewrap', seatbelt: 'seatbelt', none: 'No sandbox' } as const
const mostHosts = 200

/** What confines commands on this computer, and which hosts are let through. */
export function SandboxSection() {
  const result = useToolStatus((state) => state.result)
  useEffect(() => void loadToolStatus(), [])
  return (
    <>
      <Lead>
        Commands run in a sandbox where this computer has one: they change files in the working directory
        only, and reach only the hosts that you list.
      </Lead>
      <SettingsGroup>
        <WithResult result={result} what="the sandbox" lines={1} onRetry={() => void loadToolStatus()}>
          {({ sandbox }) => <SandboxRow sandbox={sandbox} />}
        </WithResult>
      </SettingsGroup>
      <WithSettings>
        {(settings) => (
          <Hosts settings={settings} isConfined={!result?.ok || result.data.sandbox.kind !== 'none'} />
        )}
      </WithSettings>
    </>
  )
}

function SandboxRow({ sandbox: { kind, message } }: { readonly sandbox: SandboxStatus }) {
  const isConfined = kind !== 'none'
  const Icon = isConfined ? ShieldCheck : ShieldAlert
  return (
    <SettingRow
      title={
        <>
          <Icon aria-hidden="true" className={plain['icon']} /> {names[kind]}
          <Mark tone={isConfined ? 'moss' : 'berry'}>{isConfined ? 'Confined' : 'Not confined'}</Mark>
        </>
      }
      text={message}
    >
      <Button size="s" onClick={() => void loadToolStatus()}>
        Look again
      </Button>
    </SettingRow>
  )
}

interface HostsProps {
  readonly settings: Settings
  readonly isConfined: boolean
}

function Hosts({ settings, isConfined }: HostsProps) {
  return (
    <>
      <SettingsGroup
        title="Hosts that commands may reach"
        note={
          isConfined
            ? 'For every schedule and conversation. A schedule can have hosts of its own in its form.'
            : 'Without a sandbox nothing holds commands to this list: they reach every host.'
        }
      >
        <ListField
          label="Add a host"
          listLabel="Hosts that commands may reach"
          values={settings.sandboxHosts}
          placeholder="registry.npmjs.org"
          empty={isConfined ? 'Commands reach no host.' : undefined}
          most={mostHosts}
          read={readHost}
          onChange={(sandboxHosts) => saveSetting({ sandboxHosts: [...sandboxHosts] })}
        />
      </SettingsGroup>
      <SettingsGroup
        title="Private hosts that it may fetch from"
        note="Pages of this computer and of the private network are refused unless their host is listed here: a page that talks the assistant into a fetch must not reach your router."
      >
        <ListField
          label="Add a private host"
          listLabel="Private hosts that it may fetch from"
          values={settings.privateHosts}
          placeholder="nas.lan or localhost:3000"
          empty="No private host may be fetched from."
          most={mostHosts}
          read={readPrivateHost}
          onChange={(privateHosts) => saveSetting({ privateHosts: [...privateHosts] })}
        />
      </SettingsGroup>
    </>
  )
}
