import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { viewOf } from '../stores/inbox-view.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeAttachmentRoutes } from './fake-attachment-routes.ts'
import { fakeChatRoutes } from './fake-chat-routes.ts'
import { fakeFolderRoutes } from './fake-folder-routes.ts'
import { fakeInboxRoutes } from './fake-inbox-routes.ts'
import { fakePauseRoutes } from './fake-pause-routes.ts'
import { fakeRunRoutes } from './fake-run-routes.ts'
import { fakeScheduleRoutes } from './fake-schedule-routes.ts'
import { fakeSearchRoutes } from './fake-search-routes.ts'
import { fakeSessionRoutes } from './fake-session-routes.ts'
import { fakeToolRoutes } from './fake-tool-routes.ts'
import { fakeTurns } from './fake-turns.ts'
import { fakeWorkRoutes } from './fake-work-routes.ts'
import { found, store } from './row-table.ts'
import type { World } from './world.ts'

/** What the fake main process answers. Small imitations: enough to look at every screen and try every action. */
export function fakeRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const counts = () => ({
    waiting: world.inbox.filter((item) => viewOf(item) === 'needs-you').length,
    unread: world.inbox.filter((item) => item.readAt === null && item.archivedAt === null).length,
  })
  const inboxChange = (item: InboxItem): InboxItem => {
    store(world.inbox, item)
    emit({ event: 'inbox.changed', data: { ...counts(), item } })
    return item
  }

  const turns = fakeTurns(world, emit)
  return {
    ...fakeChatRoutes(world, emit, turns),
    ...fakeSessionRoutes(world, emit, turns),
    ...fakeAttachmentRoutes(world),
    ...fakeFolderRoutes(world, emit),
    ...fakeSearchRoutes(world),
    ...fakeInboxRoutes(world, { counts, inboxChange, emit }),
    ...fakeRunRoutes(world, { emit, inboxChange }),
    ...fakePauseRoutes(world, { emit, inboxChange }),
    ...fakeScheduleRoutes(world, emit),
    ...fakeToolRoutes(world, emit),
    ...fakeWorkRoutes(world, emit),
    'app.status': () => ({
      version: '0.1.0',
      pid: 1,
      armed: true,
      schedules: world.schedules.length,
      nextAt: null,
      running: world.turns.filter((turn) => turn.status === 'running').length,
      waiting: world.turns.filter((turn) => turn.status === 'waiting').length,
      unread: counts().unread,
      dataDir: '/home/ada/.config/Dormouse',
    }),
    'app.showWindow': () => ({}),
    'app.showSettings': () => ({}),
    'app.showQuickAsk': () => ({}),
    'app.hideQuickAsk': () => ({}),
    'app.quit': () => ({}),
    'app.chooseDirectory': () => ({ path: '/home/ada/work/another-folder' }),
    'app.openExternal': () => ({}),
    'settings.get': () => world.settings,
    'settings.set': (patch) => {
      Object.assign(world.settings, patch)
      emit({ event: 'settings.changed', data: { ...world.settings } })
      return world.settings
    },
    'connections.list': () => ({ connections: world.connections, keyStorage: world.keyStorage }),
    'connections.add': ({ name, baseUrl, defaultModel, contextTokens, key }) => {
      const connection = {
        id: newId(),
        kind: 'anthropic-compatible' as const,
        name,
        baseUrl: baseUrl ?? null,
        defaultModel,
        contextTokens: contextTokens ?? null,
        hasKey: key !== undefined,
        isDefault: false,
      }
      emit({ event: 'connection.changed', data: store(world.connections, connection) })
      return connection
    },
    'connections.update': ({ id, name, baseUrl, defaultModel, contextTokens, key }) => {
      const before = found(world.connections, id)
      const connection = {
        ...before,
        ...(name !== undefined && { name }),
        ...(baseUrl !== undefined && { baseUrl }),
        ...(defaultModel !== undefined && { defaultModel }),
        ...(contextTokens !== undefined && { contextTokens }),
        ...(key !== undefined && { hasKey: key !== null }),
      }
      emit({ event: 'connection.changed', data: store(world.connections, connection) })
      return connection
    },
    'connections.remove': ({ id }) => {
      world.connections = world.connections.filter((one) => one.id !== id)
      emit({ event: 'connection.changed', data: { id, removed: true } })
      return {}
    },
    'connections.test': () => ({ ok: true, message: 'It answered.', latencyMs: 412 }),
  }
}
