import type { Question } from '../../src-shared/domain/question.ts'
import type { Secret } from '../../src-shared/domain/secret.ts'
import type { Vault } from '../models/vault.ts'
import { notFound, unavailable } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { SecretOwner, SecretRow } from '../store/secret-store.ts'
import type { Work } from '../store/unit-of-work.ts'

export type SecretDesk = ReturnType<typeof createSecretDesk>

/** Secrets that the user gave: a row that names each, and its value in the vault, under a key made of owner and name. */
export function createSecretDesk(core: Core, vault: Vault) {
  const { stores, unitOfWork, clock, ids } = core

  const keyOf = ({ scheduleId, conversationId, name }: SecretRow): string =>
    `secret:${scheduleId ?? conversationId ?? ''}:${name}`
  const withKept = (row: SecretRow): Secret => ({ ...row, isKept: vault.has(keyOf(row)) })
  const found = (id: string): SecretRow => {
    const row = stores.secrets.get(id)
    if (!row) throw notFound('There is no such secret. It may have been removed.')
    return row
  }
  const put = (row: SecretRow, value: string): void => {
    try {
      vault.set(keyOf(row), value)
    } catch (error) {
      throw unavailable(error instanceof Error ? error.message : 'The secret could not be kept.')
    }
  }
  const changed = (row: SecretRow, work: Work): void =>
    work.publish('secrets.changed', { owner: row.scheduleId ?? row.conversationId ?? '' })

  return {
    list: (): Secret[] => stores.secrets.list().map(withKept),

    /** Keeps what a `credential` question was answered with. Part of the transaction: where the vault refuses, nothing changes. */
    keep(question: Question, value: string, work: Work): void {
      const name = question.secret?.name
      if (name === undefined) throw notFound('This question asks for no secret.')
      const owner = ownerOf(question)
      const known = stores.secrets.ofOwner(owner).find((each) => each.name === name)
      const row: SecretRow = known ?? {
        id: ids.next('secret'),
        name,
        scheduleId: 'scheduleId' in owner ? owner.scheduleId : null,
        conversationId: 'conversationId' in owner ? owner.conversationId : null,
        createdAt: clock.now(),
        lastUsedAt: null,
      }
      if (!known) stores.secrets.insert(row)
      put(row, value)
      changed(row, work)
    },

    /** Gives a new value to a secret that is there. Errors: `not_found`; `unavailable` where the vault cannot keep it. */
    set(id: string, value: string): Secret {
      return unitOfWork.run((work) => {
        const row = found(id)
        put(row, value)
        changed(row, work)
        return withKept(row)
      })
    },

    /** Errors: `not_found`. */
    remove(id: string): void {
      unitOfWork.run((work) => {
        const row = found(id)
        stores.secrets.remove(id)
        vault.remove(keyOf(row))
        changed(row, work)
      })
    },
  }

  function ownerOf({ runId, conversationId }: Question): SecretOwner {
    const scheduleId = runId === null ? null : (stores.runs.get(runId)?.scheduleId ?? null)
    return scheduleId === null ? { conversationId } : { scheduleId }
  }
}
