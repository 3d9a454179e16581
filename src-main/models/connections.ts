import { practiceConnectionId, type Connection, type KeyStorage } from '../../src-shared/domain/connection.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { badInput, conflict, notFound, unavailable } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { createAnthropicClient } from './anthropic-client.ts'
import { customHeaderNames, environmentConnection, type Environment } from './environment-connection.ts'
import type { KeptRefusals } from './learned-content.ts'
import { ModelError, type ModelClient } from './model-client.ts'
import type { Pricing } from './priced-usage.ts'
import { practiceModel, type PracticeHost } from './practice/practice-host.ts'
import { testConnection, type ConnectionTest } from './test-connection.ts'
import type { Vault } from './vault.ts'

export interface ConnectionRow {
  readonly id: string
  readonly name: string
  readonly baseUrl: string | null
  readonly defaultModel: string
  /** Tokens; `null`: what is known of its models. */
  readonly contextTokens: number | null
}

/** Where added connections are kept; implemented in store. */
export interface ConnectionRows {
  /** In the order in which they were added. */
  list(): readonly ConnectionRow[]
  insert(row: ConnectionRow, at: number): void
  update(row: ConnectionRow): void
  remove(id: string): void
  /** What models of a connection were said not to take at this address. */
  refused(id: string, baseUrl: string | null): ReturnType<KeptRefusals['list']>
  refuse(id: string, baseUrl: string | null, refused: Parameters<KeptRefusals['add']>[0]): void
  forgetRefused(id: string): void
}

export interface NewConnection {
  readonly name: string
  readonly baseUrl?: string | null | undefined
  readonly defaultModel: string
  readonly contextTokens?: number | null | undefined
  readonly key?: string | undefined
}

export interface ConnectionChange {
  readonly id: string
  readonly name?: string | undefined
  readonly baseUrl?: string | null | undefined
  readonly defaultModel?: string | undefined
  readonly contextTokens?: number | null | undefined
  /** `null` forgets the key. */
  readonly key?: string | null | undefined
}

export interface ConnectionsParts {
  readonly rows: ConnectionRows
  readonly settings: Pick<SettingsStore, 'get'>
  readonly vault: Vault
  readonly env: Environment
  readonly clock: Clock
  readonly ids: Ids
  readonly practice: PracticeHost
}

export type Connections = ReturnType<typeof createConnections>

const practice = {
  id: practiceConnectionId,
  name: 'Practice model',
  baseUrl: null,
  defaultModel: practiceModel,
  contextTokens: null,
} as const

/** Every place models are reached, and the clients that reach them. Keys are in the vault, under `connection/<id>`. */
export function createConnections({
  rows,
  settings,
  vault,
  env,
  clock,
  ids,
  practice: host,
}: ConnectionsParts) {
  const environment = environmentConnection(env)
  const foreignHeaders = customHeaderNames(env)
  const clients = new Map<string, Promise<ModelClient>>()
  const pricing = (): Pricing => ({ kind: 'priced', own: settings.get().prices })

  const keyName = (id: string): string => `connection/${id}`

  function defaultId(): string {
    const chosen = settings.get().defaultConnectionId
    if (chosen !== null && isKnown(chosen)) return chosen
    return environment?.id ?? rows.list()[0]?.id ?? practice.id
  }

  function isKnown(id: string): boolean {
    return id === practice.id || id === environment?.id || rows.list().some((row) => row.id === id)
  }

  function list(): Connection[] {
    const chosen = defaultId()
    const shown = (row: ConnectionRow, kind: Connection['kind'], hasKey: boolean): Connection => {
      const { id, name, baseUrl, defaultModel, contextTokens } = row
      return { id, kind, name, baseUrl, defaultModel, contextTokens, hasKey, isDefault: id === chosen }
    }
    return [
      ...(environment === null
        ? []
        : [
            shown(
              { ...environment, contextTokens: null },
              'environment',
              environment.apiKey !== null || environment.authToken !== null,
            ),
          ]),
      shown(practice, 'practice', false),
      ...rows.list().map((row) => shown(row, 'anthropic-compatible', vault.has(keyName(row.id)))),
    ]
  }

  function find(id: string): Connection | undefined {
    return list().find((connection) => connection.id === id)
  }

  function existing(id: string): Connection {
    const connection = find(id)
    if (connection === undefined)
      throw notFound('There is no such connection. Choose one in Settings → Models.')
    return connection
  }

  /** The row of a connection that the user added. */
  function added(id: string): ConnectionRow {
    const { kind, name } = existing(id)
    if (kind === 'environment') {
      throw conflict(
        `“${name}” comes from the environment that Dormouse was started in. Change ANTHROPIC_BASE_URL and ANTHROPIC_API_KEY there, or add a connection of your own.`,
      )
    }
    const row = rows.list().find((each) => each.id === id)
    if (row === undefined)
      throw conflict(`“${name}” is built in and stays as it is. Add a connection of your own.`)
    return row
  }

  function freeName(name: string, id: string | null): string {
    const same = list().find(
      (other) => other.id !== id && other.name.toLowerCase() === name.trim().toLowerCase(),
    )
    // `Environment` stays taken where there is none now: the next start may bring it.
    if (same === undefined && name.trim().toLowerCase() !== 'environment') return name.trim()
    throw badInput(`There is a connection named “${name.trim()}” already. Give this one another name.`)
  }

  function keep(id: string, key: string): void {
    const trimmed = key.trim()
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw badInput(
        'The key has spaces or letters that no key has. Copy it again, all of it and nothing else.',
      )
    }
    try {
      vault.set(keyName(id), trimmed)
    } catch (error) {
      // The vault says in words what to do; its cause may hold the key.
      throw unavailable(error instanceof Error ? error.message : 'The key could not be kept. Try again.')
    }
  }

  function makeClient(id: string): Promise<ModelClient> {
    if (id === practice.id) return practiceClient()
    if (environment !== null && id === environment.id) {
      return Promise.resolve(
        createAnthropicClient({
          ...environment,
          connectionName: environment.name,
          clock,
          pricing,
          refusals: refusalsOf(environment),
        }),
      )
    }
    const row = rows.list().find((each) => each.id === id)
    if (row === undefined) {
      throw new ModelError(
        'no-connection',
        'The connection of this session is not there any more. Choose another model for it, then try again.',
        { transient: false },
      )
    }
    const apiKey = vault.get(keyName(id))
    if (apiKey === null && (row.baseUrl === null || vault.has(keyName(id)))) {
      throw new ModelError(
        'authentication',
        `The key of the connection “${row.name}” is missing or cannot be read. Open Settings → Models and enter it.`,
        { transient: false },
      )
    }
    const { baseUrl, defaultModel } = row
    return Promise.resolve(
      createAnthropicClient({
        connectionName: row.name,
        apiKey,
        baseUrl,
        defaultModel,
        clock,
        pricing,
        refusals: refusalsOf(row),
        foreignHeaders,
      }),
    )
  }

  function refusalsOf({ id, baseUrl }: Pick<ConnectionRow, 'id' | 'baseUrl'>): KeptRefusals {
    return {
      list: () => rows.refused(id, baseUrl),
      add: (refused) => rows.refuse(id, baseUrl, refused),
    }
  }
  /** What is learned of a connection is learned anew. */
  function forget(id: string): void {
    rows.forgetRefused(id)
    clients.delete(id)
  }

  async function practiceClient(): Promise<ModelClient> {
    const { url, key } = await host.address().catch((cause: unknown) => {
      const message =
        'The practice model could not be started on this computer. Try again, or choose another model.'
      throw new ModelError('no-connection', message, { transient: true, cause })
    })
    return createAnthropicClient({
      connectionName: practice.name,
      apiKey: key,
      baseUrl: url,
      defaultModel: practice.defaultModel,
      clock,
      pricing: () => ({ kind: 'free' }),
      foreignHeaders,
    })
  }

  /** The client of a connection, made once. Rejects with `ModelError` where there can be none. */
  async function client(id: string): Promise<ModelClient> {
    const ready = clients.get(id)
    if (ready !== undefined) return ready
    const made = makeClient(id)
    clients.set(id, made)
    try {
      return await made
    } catch (error) {
      if (clients.get(id) === made) clients.delete(id)
      throw error
    }
  }

  return {
    /** Environment where there is one, the practice model, then the added ones in their order. */
    list,
    find,
    /** The one that settings choose while it exists, else Environment, else the first added one, else the practice model. */
    defaultId,
    client,

    /** Where keys can be kept. May block while the system's keyring is locked. */
    keyStorage(): KeyStorage {
      return vault.storage()
    },

    add({ name, baseUrl = null, defaultModel, contextTokens = null, key }: NewConnection): Connection {
      const id = ids.next('connection')
      const row: ConnectionRow = { id, name: freeName(name, null), baseUrl, defaultModel, contextTokens }
      if (key !== undefined) keep(id, key)
      try {
        rows.insert(row, clock.now())
      } catch (error) {
        vault.remove(keyName(id))
        throw error
      }
      return existing(id)
    },

    update({ id, name, baseUrl, defaultModel, contextTokens, key }: ConnectionChange): Connection {
      const before = added(id)
      const row: ConnectionRow = {
        id,
        name: name === undefined ? before.name : freeName(name, id),
        baseUrl: baseUrl === undefined ? before.baseUrl : baseUrl,
        defaultModel: defaultModel ?? before.defaultModel,
        contextTokens: contextTokens === undefined ? before.contextTokens : contextTokens,
      }
      if (key === null) vault.remove(keyName(id))
      else if (key !== undefined) keep(id, key)
      rows.update(row)
      forget(id)
      return existing(id)
    },

    /** Forgets its key too. Sessions that used it say so with their next turn. */
    remove(id: string): void {
      added(id)
      rows.remove(id)
      vault.remove(keyName(id))
      forget(id)
    },

    /** One tiny request; what its server refused before is asked again with the next ones. `latencyMs` is the time to its whole answer, or null where there was none. */
    async test(id: string, model?: string): Promise<ConnectionTest> {
      const connection = existing(id)
      forget(id)
      return testConnection({
        connection,
        model: model ?? connection.defaultModel,
        client: () => client(id),
        clock,
      })
    },

    /** Stops the practice model. */
    async close(): Promise<void> {
      clients.clear()
      await host.close()
    },
  }
}
