import { ChevronRight } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'
import { classNames } from '../../../components/class-names.ts'
import { BoundsFields } from './bounds-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { MissedFields } from './missed-fields.tsx'
import { QuestionFields } from './question-fields.tsx'
import type { AdvancedProps } from './text-of.ts'
import { ToolFields } from './tool-fields.tsx'
import styles from '../schedule-form.module.css'

interface AdvancedFieldsProps extends AdvancedProps {
  readonly open: boolean
  onToggle(): void
}

/** The policies, in plain words; what most schedules never need. */
export function AdvancedFields({ open, onToggle, ...rest }: AdvancedFieldsProps) {
  const id = useId()
  const all = useRef<HTMLDivElement>(null)
  const pressed = useRef(false)
  // At the foot of a form that fills its window, what was unfolded would be out of sight.
  useLayoutEffect(() => {
    if (open && pressed.current) all.current?.scrollIntoView({ block: 'start' })
    pressed.current = false
  }, [open])
  return (
    <div ref={all} className={styles['advanced']}>
      <button
        type="button"
        className={styles['disclosure']}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          pressed.current = true
          onToggle()
        }}
      >
        <ChevronRight aria-hidden="true" className={classNames(open && styles['turned'])} />
        Advanced
      </button>
      {open && (
        <div id={id} className={styles['advancedFields']}>
          <MissedFields {...rest} />
          {rest.draft.kind === 'assist' && <QuestionFields {...rest} />}
          {rest.draft.kind === 'assist' && <LimitFields {...rest} />}
          {rest.draft.kind === 'assist' && <ToolFields {...rest} />}
          <BoundsFields {...rest} />
        </div>
      )}
    </div>
  )
}
