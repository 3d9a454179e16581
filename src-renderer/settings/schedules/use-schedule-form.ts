import { useState } from 'react'
import type { Bounds, Schedule } from '../../../src-shared/domain/schedule.ts'
import type { Result, RouteError } from '../../../src-shared/ipc/result.ts'
import { now } from '../../platform/now.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { builderOf } from './builder/builder-of.ts'
import { systemZone } from './builder/zone-time.ts'
import { readBounds } from './read-bounds.ts'
import { advancedFields, type DraftErrors, readDraft } from './read-draft.ts'
import { createSchedule, updateSchedule } from './save-schedule.ts'
import { boundsTexts, draftOf, emptyDraft, type ScheduleDraft, titleFrom } from './schedule-draft.ts'
import { useWhenReading } from './use-when-reading.ts'
import type { WhenReading } from './when-reading.ts'
import { type KnownWords, whenSource } from './when-source.ts'

/** What the form is opened with. `known` is the reading of the schedule it starts from. */
export interface FormSubject {
  readonly kind: 'new' | 'edit' | 'duplicate'
  readonly schedule: Schedule | null
  readonly known: WhenReading | null
}

/** The field says the words without the zone, which is chosen beside it. */
function withoutZone(words: string, { trigger }: Pick<WhenReading, 'trigger'>): string {
  return trigger.kind === 'cron' ? words.replace(` (${trigger.timeZone})`, '') : words
}

function firstDraft({ kind, schedule, known }: FormSubject): ScheduleDraft {
  if (!schedule) return emptyDraft()
  const draft = draftOf(schedule, known ? withoutZone(known.words, known) : '')
  return kind === 'duplicate' ? { ...draft, title: `${draft.title} (copy)` } : draft
}

/** The state of the schedule form, from what is typed to what is saved. */
export function useScheduleForm(subject: FormSubject, onSaved: () => void) {
  const [initial] = useState(() => firstDraft(subject))
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<DraftErrors>({})
  const [refusal, setRefusal] = useState<RouteError | null>(null)
  const [saving, setSaving] = useState(false)
  const [advancedOpen, setAdvancedOpen] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const [knownWords, setKnownWords] = useState<KnownWords | null>(() =>
    subject.known ? { text: initial.when, trigger: subject.known.trigger, zone: initial.zone } : null,
  )
  const bounds: Bounds = readBounds(draft, {})
  const source = whenSource(draft, knownWords, bounds)
  const [known] = useState(() =>
    subject.known && source.kind === 'readable' ? { key: source.key, reading: subject.known } : null,
  )
  const when = useWhenReading(source, known)

  const change = (patch: Partial<ScheduleDraft>): void => {
    setNotice(null)
    setDraft((before) => {
      const next = { ...before, ...patch }
      // "Once at 09:00" means nine o'clock in whichever zone is chosen.
      if (next.zone !== before.zone && patch.builder === undefined) {
        return { ...next, builder: { ...next.builder, at: null } }
      }
      // A title that was emptied stays empty until there is new text to make one from.
      return next.titleEdited || patch.what === undefined ? next : { ...next, title: titleFrom(next.what) }
    })
    setErrors((before) => {
      const left = { ...before }
      for (const field of Object.keys(patch) as (keyof ScheduleDraft)[]) delete left[field]
      if (patch.builder || patch.mode) delete left.when
      return left
    })
  }

  /** "In 20 minutes" counts from now, not from when it was typed; what is unchanged keeps its trigger. */
  const finalReading = async (): Promise<Result<WhenReading> | null> => {
    const wanted = whenSource(draft, knownWords, bounds)
    if (wanted.kind === 'nothing') return null
    if (wanted.kind === 'refused') {
      return { ok: false, error: { code: 'bad_input', message: wanted.message } }
    }
    return wanted.key === known?.key ? { ok: true, data: known.reading } : wanted.read()
  }

  /** The other view of the same trigger, with what the words said beyond it in fields of its own. */
  const switchTo = async (mode: ScheduleDraft['mode']): Promise<void> => {
    if (mode === draft.mode) return
    const final = await finalReading()
    const reading = final?.ok ? final.data : null
    if (mode === 'words') {
      if (!reading) return change({ mode })
      const text = withoutZone(reading.words, reading)
      setKnownWords({ text, trigger: reading.trigger, zone: draft.zone })
      return change({ mode, when: text })
    }
    if (!reading) {
      change({ mode })
      if (final) setNotice('The words were not understood, so these steps do not show them.')
      return
    }
    const zone = draft.zone === '' ? systemZone() : draft.zone
    const builder = builderOf(reading.trigger, { zone, now: now() })
    if (!builder) return setNotice('These words cannot be shown step by step. They stay as they are.')
    const said = Object.keys(reading.bounds).length > 0
    change({ mode, builder, ...(said && boundsTexts({ ...bounds, ...reading.bounds })) })
    if (said) {
      setAdvancedOpen(true)
      setNotice('The first day, the last day and the number of runs that the words said are under Advanced.')
    }
  }

  const save = async (): Promise<void> => {
    if (saving) return
    setSaving(true)
    setRefusal(null)
    const final = await finalReading()
    const read = readDraft(draft, final?.ok ? final.data : null, subject.schedule)
    if (!read.ok) {
      setErrors(final?.ok === false ? { ...read.errors, when: final.error.message } : read.errors)
      if (advancedFields.some((field) => read.errors[field] !== undefined)) setAdvancedOpen(true)
      setSaving(false)
      return
    }
    const { kind, schedule } = subject
    const result =
      kind === 'edit' && schedule
        ? await updateSchedule(schedule, read.schedule)
        : await createSchedule(read.schedule, schedule)
    setSaving(false)
    if (!result.ok) return setRefusal(result.error)
    scheduleStore.put(result.data)
    onSaved()
  }
  const isDirty = (Object.keys(draft) as (keyof ScheduleDraft)[]).some(
    (field) => field !== 'mode' && JSON.stringify(draft[field]) !== JSON.stringify(initial[field]),
  )
  return {
    draft,
    isDirty,
    errors,
    refusal,
    saving,
    when,
    notice,
    advancedOpen,
    setAdvancedOpen,
    change,
    switchTo,
    save,
  }
}
