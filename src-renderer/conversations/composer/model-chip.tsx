import { Cpu, PenLine, Settings2 } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { ModelCheck } from '../../../src-shared/ipc/session-routes.ts'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { useAction } from '../../main-window/use-action.ts'
import { connectionStore } from '../../stores/connection-store.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { ChipButton } from './chip-button.tsx'
import { OtherModelDialog } from './other-model-dialog.tsx'
import { chooseModel, type ModelWish } from '../sessions/choose-model.ts'
import { SwitchDialog } from '../sessions/switch-dialog.tsx'

/** Which model works in this conversation, and the way to another one. */
export function ModelChip({ conversationId }: { readonly conversationId: string }) {
  const connections = connectionStore.use((state) => state.byId)
  const session = useThreadStore((threads) => threads.get(conversationId)?.session ?? null)
  const [naming, setNaming] = useState(false)
  const [asking, setAsking] = useState<{ readonly wish: ModelWish; readonly check: ModelCheck } | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useAction('choose-model', () => button.current?.click())
  const all = useMemo(() => [...connections.values()], [connections])
  const current = all.find((one) => (session ? one.id === session.connectionId : one.isDefault))
  const model = session?.model ?? current?.defaultModel ?? ''

  const switchTo = async (connectionId: string, chosen: string): Promise<void> => {
    const wish = { conversationId, connectionId, model: chosen }
    const refused = await chooseModel(wish)
    if (refused) setAsking({ wish, check: refused })
  }
  const entries: MenuEntry[] = [
    {
      kind: 'choices',
      label: 'Model',
      options: all.map((connection) => ({
        label: connection.name,
        hint: connection.id === current?.id ? model : connection.defaultModel,
        chosen: connection.id === current?.id,
        onSelect: () => {
          if (connection.id !== current?.id) void switchTo(connection.id, connection.defaultModel)
        },
      })),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Another model…',
      icon: <PenLine aria-hidden="true" />,
      disabled: !current,
      onSelect: () => setNaming(true),
    },
    {
      kind: 'item',
      label: 'Manage connections…',
      icon: <Settings2 aria-hidden="true" />,
      onSelect: () => void call('app.showSettings', { tab: 'Models' }),
    },
  ]
  const label = current?.kind === 'practice' ? current.name : model || 'No model'
  return (
    <>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <ChipButton
            ref={button}
            icon={<Cpu aria-hidden="true" />}
            aria-label={`Model: ${label}`}
            title={current ? `${current.name} · ${model}` : undefined}
          >
            {label}
          </ChipButton>
        }
      />
      {naming && current && (
        <OtherModelDialog
          connection={current}
          model={model}
          onChoose={(chosen) => void switchTo(current.id, chosen)}
          onClose={() => setNaming(false)}
        />
      )}
      {asking && <SwitchDialog {...asking} onClose={() => setAsking(null)} />}
    </>
  )
}
