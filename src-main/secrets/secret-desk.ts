import type { Question } from '../../src-shared/domain/question.ts'
import type { Secret } from '../../src-shared/domain/secret.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { Vault } from '../models/vault.ts'
import type { EventBus } from '../platform/event-bus.ts'
import { badInput, notFound, unavailable } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { SecretOwner, SecretRow } from '../store/secret-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { nameProblem } from './name-problem.ts'
import { createSecretMask, type SecretMask } from './secret-mask.ts'
import { valueProblem } from './secret-value.ts'

export type SecretDesk = ReturnType<typeof createSecretDesk>

/** For whom a turn works. */
export interface SecretUser {
  readonly scheduleId: string | null
  readonly conversationId: string
}

/**
 * Secrets that the user gave: a row that names each, and its value in the vault, under a key made of owner and name. A value
 * is on the disk before the transaction that speaks of it is committed; without a row nobody can use it.
 */
export function createSecretDesk(core: Core, vault: Vault) {
  const { stores, unitOfWork, clock, ids, logger } = core
  let mask: SecretMask | null = null
  /** Values that were replaced or removed: files and outputs of this process may still show them. */
  const former = new Map<string, string>()

  const keyOf = ({ scheduleId, conversationId, name }: Omit<SecretRow, 'id'>): string =>
    `secret:${scheduleId ?? conversationId ?? ''}:${name}`
  const withKept = (row: SecretRow): Secret => ({ ...row, isKept: vault.has(keyOf(row)) })
  const found = (id: string): SecretRow => {
    const row = stores.secrets.get(id)
    if (!row) throw notFound('There is no such secret. It may have been removed.')
    return row
  }
  const put = (row: SecretRow, value: string, work: Work): void => {
    const problem = valueProblem(value) ?? nameProblem(row.name)
    if (problem !== null) throw badInput(problem)
    const key = keyOf(row)
    const before = vault.get(key)
    if (before === value) return
    mask = null
    if (before !== null) former.set(before, row.name)
    try {
      vault.set(key, value)
    } catch (error) {
      throw unavailable(error instanceof Error ? error.message : 'The secret could not be kept.')
    }
    work.ifUndone(() => {
      mask = null
      if (before === null) vault.remove(key)
      else vault.set(key, before)
    })
  }
  const drop = (row: SecretRow, work: Work): void => {
    const before = vault.get(keyOf(row))
    if (before !== null) former.set(before, row.name)
    mask = null
    stores.secrets.remove(row.id)
    // Where the row stays after all, it says that the value is not kept any more.
    vault.remove(keyOf(row))
    changed(row, work)
  }
  const changed = (row: SecretRow, work: Work): void =>
    work.publish('secrets.changed', { owner: row.scheduleId ?? row.conversationId ?? '' })

  /** A schedule's runs share what was given to one of them; what outlives its schedule has its own conversation. */
  const ownerOf = ({ scheduleId, conversationId }: SecretUser): SecretOwner =>
    scheduleId === null || !stores.schedules.get(scheduleId) ? { conversationId } : { scheduleId }
  const userOf = ({ runId, conversationId }: Pick<Question, 'runId' | 'conversationId'>): SecretUser => ({
    scheduleId: runId === null ? null : (stores.runs.get(runId)?.scheduleId ?? null),
    conversationId,
  })
  const ofUser = (user: SecretUser, name: string): SecretRow | undefined =>
    stores.secrets.ofOwner(ownerOf(user)).find((each) => each.name === name)
  const isOwned = ({ scheduleId, conversationId }: SecretRow): boolean =>
    scheduleId === null
      ? stores.conversations.get(conversationId ?? '') !== undefined
      : stores.schedules.get(scheduleId) !== undefined
  const newRow = (user: SecretUser, name: string): SecretRow => {
    const owner = ownerOf(user)
    return {
      id: ids.next('secret'),
      name,
      scheduleId: 'scheduleId' in owner ? owner.scheduleId : null,
      conversationId: 'conversationId' in owner ? owner.conversationId : null,
      createdAt: clock.now(),
      lastUsedAt: null,
    }
  }

  const desk = {
    list: (): Secret[] => stores.secrets.list().map(withKept),

    /**
     * Keeps what a `credential` question was answered with. Part of the transaction: where value or vault are not as they
     * must be, nothing changes. Errors: `bad_input`, `unavailable`.
     */
    keep(question: Question, value: string, work: Work): void {
      const name = question.secret?.name
      if (name === undefined) throw notFound('This question asks for no secret.')
      const user = userOf(question)
      const known = ofUser(user, name)
      const row = known ?? newRow(user, name)
      if (!known) stores.secrets.insert(row)
      put(row, value, work)
      changed(row, work)
    },

    /** Gives a new value to a secret that is there. Errors: `not_found`, `bad_input`; `unavailable` where the vault cannot keep it. */
    set(id: string, value: string): Secret {
      return unitOfWork.run((work) => {
        const row = found(id)
        put(row, value, work)
        changed(row, work)
        return withKept(row)
      })
    },

    /** Errors: `not_found`. */
    remove(id: string): void {
      unitOfWork.run((work) => drop(found(id), work))
    },

    /** `lost`: it was given, and the vault has it no more. */
    state(user: SecretUser, name: string): 'kept' | 'lost' | 'none' {
      const row = ofUser(user, name)
      if (row === undefined) return 'none'
      return vault.get(keyOf(row)) === null ? 'lost' : 'kept'
    },

    /** The values of these secrets of a turn, for a program that it starts, or a sentence for the model on what is missing. */
    open(
      user: SecretUser,
      names: readonly string[],
    ): { readonly values: Readonly<Record<string, string>> } | { readonly problem: string } {
      const values: Record<string, string> = {}
      const rows: SecretRow[] = []
      for (const name of new Set(names)) {
        const row = ofUser(user, name)
        if (row === undefined) return { problem: missingWords(name, stores.secrets.ofOwner(ownerOf(user))) }
        const value = vault.get(keyOf(row))
        if (value === null) return { problem: lostWords(name) }
        values[name] = value
        rows.push(row)
      }
      // A keyring that was locked when they were last looked for is open now.
      if (Object.values(values).some((value) => desk.mask().text(value) === value)) mask = null
      if (rows.length > 0)
        unitOfWork.run((work) => {
          for (const row of rows) {
            stores.secrets.used(row.id, clock.now())
            changed(row, work)
          }
        })
      return { values }
    },

    /** What hides all of them, whosever they are: a command may find what another one wrote. */
    mask: (): SecretMask =>
      (mask ??= createSecretMask([
        ...stores.secrets.list().flatMap((row) => {
          const value = vault.get(keyOf(row))
          return value === null ? [] : [{ name: row.name, value }]
        }),
        ...[...former].map(([value, name]) => ({ name, value })),
      ])),

    /**
     * From now on secrets go with their schedule or conversation. First what a crash left behind: those whose owner is gone,
     * and values of answers that were never committed. Returns the end of it.
     */
    start(bus: Pick<EventBus, 'subscribe'>): () => void {
      forget(stores.secrets.list().filter((row) => !isOwned(row)))
      for (const { name, ...asked } of stores.secrets.asked()) {
        const user = userOf(asked)
        const key = keyOf(newRow(user, name))
        if (ofUser(user, name) === undefined && vault.has(key)) vault.remove(key)
      }
      return bus.subscribe((told) => {
        const gone = removedOwner(told)
        if (gone !== null) forget(stores.secrets.ofOwner(gone))
      })
    },
  }
  return desk

  function forget(rows: readonly SecretRow[]): void {
    try {
      if (rows.length > 0)
        unitOfWork.run((work) => {
          for (const row of rows) drop(row, work)
        })
    } catch (error) {
      // Their owner is gone all the same; the next start tries again.
      logger.warn('secrets of what was removed could not be removed', { error: String(error) })
    }
  }
}

function removedOwner({ event, data }: AppEvent): SecretOwner | null {
  if (event === 'schedule.changed' && 'removed' in data) return { scheduleId: data.id }
  if (event === 'conversation.changed' && 'removed' in data) return { conversationId: data.id }
  return null
}

function missingWords(name: string, others: readonly SecretRow[]): string {
  const there = others.length === 0 ? '' : ` There is: ${others.map((each) => each.name).join(', ')}.`
  return `There is no secret ${name} here.${there} Ask the user for it with ask_for_secret.`
}

function lostWords(name: string): string {
  return (
    `The secret ${name} was given once and is not kept any more: without a keyring it is forgotten when Dormouse quits. ` +
    'Ask the user for it again with ask_for_secret.'
  )
}
