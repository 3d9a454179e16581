import styles from './section-nav.module.css'

interface SectionNavProps<T extends string> {
  readonly label: string
  readonly sections: readonly T[]
  readonly value: T
  onChange(section: T): void
}

/** The parts of a page that has too many for one sheet. */
export function SectionNav<T extends string>({ label, sections, value, onChange }: SectionNavProps<T>) {
  return (
    <nav className={styles['nav']} aria-label={label}>
      {sections.map((section) => (
        <button
          key={section}
          type="button"
          className={styles['section']}
          aria-current={section === value ? 'page' : undefined}
          data-setting={section}
          onClick={() => onChange(section)}
        >
          {section}
        </button>
      ))}
    </nav>
  )
}
