import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Keys } from './keys.tsx'
import styles from './popup.module.css'

export type MenuEntry =
  | {
      readonly kind: 'item'
      readonly label: string
      readonly hint?: string
      readonly icon?: ReactNode
      readonly keys?: readonly string[]
      readonly danger?: boolean
      readonly disabled?: boolean
      onSelect(): void
    }
  | {
      /** Something that is on or off by itself. */
      readonly kind: 'toggle'
      readonly label: string
      readonly hint?: string
      readonly on: boolean
      onSelect(): void
    }
  | {
      /** Several of which one is chosen, under a heading. */
      readonly kind: 'choices'
      readonly label: string
      readonly options: readonly MenuChoice[]
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' }

export interface MenuChoice {
  readonly label: string
  readonly hint?: string
  readonly chosen: boolean
  onSelect(): void
}

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
}

export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} align={align} side={side} sideOffset={5}>
          <Base.Popup className={styles['popup']}>
            {entries.map((entry, index) => (
              // The entries of one opening of a menu do not move.
              <Entry key={`${entry.kind} ${index}`} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className={styles['separator']} />
    case 'heading':
      return <div className={styles['heading']}>{entry.label}</div>
    case 'toggle':
      return (
        <Base.CheckboxItem
          className={styles['item']}
          checked={entry.on}
          onCheckedChange={() => entry.onSelect()}
          closeOnClick
        >
          <Chosen on={entry.on} />
          <Words label={entry.label} hint={entry.hint} />
        </Base.CheckboxItem>
      )
    case 'choices':
      return <Choices label={entry.label} options={entry.options} />
    case 'item':
      return (
        <Base.Item
          className={classNames(styles['item'], entry.danger && styles['danger'])}
          disabled={entry.disabled ?? false}
          onClick={() => entry.onSelect()}
        >
          {entry.icon}
          <Words label={entry.label} hint={entry.hint} />
          {entry.keys && <Keys keys={entry.keys} />}
        </Base.Item>
      )
  }
}

function Choices({ label, options }: { readonly label: string; readonly options: readonly MenuChoice[] }) {
  return (
    <Base.RadioGroup
      aria-label={label}
      value={options.findIndex(({ chosen }) => chosen)}
      onValueChange={(index: number) => options[index]?.onSelect()}
    >
      <div className={styles['heading']} aria-hidden="true">
        {label}
      </div>
      {options.map((option, index) => (
        <Base.RadioItem key={index} className={styles['item']} value={index} closeOnClick>
          <Chosen on={option.chosen} />
          <Words label={option.label} hint={option.hint} />
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

function Chosen({ on }: { readonly on: boolean }) {
  return <span className={styles['mark']}>{on && <Check aria-hidden="true" />}</span>
}

function Words({ label, hint }: { readonly label: string; readonly hint: string | undefined }) {
  return (
    <span className={styles['words']}>
      <span>{label}</span>
      {hint && <span className={styles['hint']}>{hint}</span>}
    </span>
  )
}
