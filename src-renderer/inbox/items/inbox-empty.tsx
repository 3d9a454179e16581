import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import { Button } from '../../components/button.tsx'
import { Dormouse } from '../../components/dormouse.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { relativeTime } from '../../components/format-time.ts'
import { useNow } from '../../platform/use-now.ts'
import { nextSchedule, scheduleStore } from '../../stores/schedule-store.ts'
import { toggleHead, useInboxPlace } from '../inbox-place.ts'
import { snoozedKey, type TabView } from './inbox-rows.ts'
import { viewNames } from '../view-names.ts'

interface InboxEmptyProps {
  readonly view: TabView
  readonly search: string
  readonly scheduleId: string | null
  readonly snoozed: number
  onChoose(view: TabView): void
}

const picture = <Dormouse mood="asleep" size={124} />

/** What an empty list says: what will appear there, or where else to look. */
export function InboxEmpty({ view, search, scheduleId, snoozed, onChoose }: InboxEmptyProps) {
  if (search !== '' || scheduleId !== null)
    return <NothingFound view={view} search={search} onChoose={onChoose} />
  switch (view) {
    case 'needs-you':
      return <NothingNeedsYou snoozed={snoozed} />
    case 'failed':
      return (
        <EmptyState picture={picture} title="Nothing failed.">
          A run that fails or is missed is told here, with the reason and what can be done about it.
        </EmptyState>
      )
    case 'finished':
      return (
        <EmptyState picture={picture} title="Nothing new has finished.">
          Results and reminders of your schedules arrive here, and the questions that you have answered. Ask
          in a conversation for something “every morning”, or add a schedule in Settings.
        </EmptyState>
      )
    case 'archived':
      return (
        <EmptyState picture={picture} title="Nothing archived.">
          What you archive leaves the inbox and stays here, to be found again.
        </EmptyState>
      )
    default:
      return assertNever(view)
  }
}

/** The good moment. */
function NothingNeedsYou({ snoozed }: { readonly snoozed: number }) {
  const now = useNow()
  const next = nextSchedule(scheduleStore.use((state) => state.byId))
  return (
    <EmptyState
      picture={picture}
      title="Nothing needs you."
      action={
        snoozed > 0 && (
          <Button onClick={() => toggleHead(snoozedKey)}>
            Show {snoozed === 1 ? 'the snoozed one' : `the ${snoozed} snoozed`}
          </Button>
        )
      }
    >
      {next?.nextAt == null
        ? 'Dormouse will wake you when something does.'
        : `Dormouse sleeps on it, and wakes ${nextWords(next.nextAt, now)} for “${next.title}”.`}
    </EmptyState>
  )
}

/** "in 12 min", "at 14:02", "tomorrow, 09:00". */
function nextWords(at: number, now: number): string {
  const words = relativeTime(at, now)
  if (/^\d/.test(words)) return `at ${words}`
  return words === 'now' || words.startsWith('in ') ? words : words.replace('Tomorrow', 'tomorrow')
}

function NothingFound({ view, search, onChoose }: Pick<InboxEmptyProps, 'view' | 'search' | 'onChoose'>) {
  const others = (['needs-you', 'failed', 'finished', 'archived'] as const).filter((other) => other !== view)
  return (
    <EmptyState
      picture={<Dormouse mood="working" size={112} />}
      title={search === '' ? 'Nothing of this schedule here.' : `No “${search}” in ${viewNames[view]}.`}
      action={
        <>
          {others.map((other) => (
            <Button key={other} size="s" onClick={() => onChoose(other)}>
              Look in {viewNames[other]}
            </Button>
          ))}
          <Button
            size="s"
            variant="quiet"
            onClick={() => useInboxPlace.setState({ search: '', scheduleId: null })}
          >
            Show everything
          </Button>
        </>
      }
    />
  )
}
