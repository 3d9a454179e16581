import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export interface TabItem<T extends string> {
  /** The accessible name. */
  readonly value: T
  readonly icon?: ReactNode
  readonly content: ReactNode
}

interface TabsProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly items: readonly TabItem<NoInfer<T>>[]
  /** `side`: a list of places on the left, as in a settings window. */
  readonly layout?: 'top' | 'side'
  readonly onChange: (value: T) => void
}

export function Tabs<T extends string>({ label, value, items, layout = 'top', onChange }: TabsProps<T>) {
  return (
    <Base.Root
      className={classNames(styles['root'], styles[layout])}
      value={value}
      orientation={layout === 'side' ? 'vertical' : 'horizontal'}
      onValueChange={(next: T) => onChange(next)}
    >
      <Base.List className={styles['list']} aria-label={label} activateOnFocus>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className={styles['tab']}>
            {item.icon}
            {item.value}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className={styles['panel']}>
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
