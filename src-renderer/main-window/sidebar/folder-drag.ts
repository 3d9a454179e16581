import { type DragEvent, useState } from 'react'
import { folderStore, foldersInOrder } from '../../stores/folder-store.ts'
import { placeFolder } from './folder-actions.ts'
import type { SidebarRow } from './sidebar-rows.ts'

const folderType = 'application/x-dormouse-folder'

/** What is under way: a page may not read what is dragged before it is dropped. */
let dragged: string | null = null

/** A folder is taken up with the pointer. It means nothing elsewhere. */
export function beginFolderDrag(event: DragEvent, id: string): void {
  dragged = id
  event.dataTransfer.setData(folderType, id)
  event.dataTransfer.effectAllowed = 'move'
}

export function endFolderDrag(): void {
  dragged = null
}

/** Between which rows it would land: above the row of this index; `rows.length` is the end. `null`: it would stay. */
type Line = number | null

interface FolderDrop {
  readonly line: Line
  readonly handlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/** Takes folders that are dropped above or below another one, and says where a line shows that. */
export function useFolderDrop(rows: readonly SidebarRow[]): FolderDrop {
  const [line, setLine] = useState<Line>(null)
  return {
    line,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes(folderType)) return
        const landing = landingOf(event)
        setLine(landing === undefined ? null : lineOf(rows, landing))
        if (landing === undefined) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
      },
      onDragLeave(event) {
        const inside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
        if (!inside) setLine(null)
      },
      onDrop(event) {
        if (!event.dataTransfer.types.includes(folderType)) return
        const landing = landingOf(event)
        const id = dragged
        setLine(null)
        endFolderDrag()
        if (landing === undefined || id === null) return
        event.preventDefault()
        const others = order().filter((one) => one !== id)
        void placeFolder(id, landing === null ? others.length : others.indexOf(landing))
      },
    },
  }
}

const order = (): string[] => foldersInOrder(folderStore.use.getState().byId).map(({ id }) => id)

/** Before which folder it would stand: `null` behind the last, `undefined` where it is or nowhere. */
function landingOf(event: DragEvent): string | null | undefined {
  const row = event.target instanceof Element ? event.target.closest('[data-drop]') : null
  const over = row?.getAttribute('data-drop')
  if (!row || over === null || over === undefined || dragged === null) return undefined
  const all = order()
  const at = over === '' ? all.length : all.indexOf(over)
  if (at === -1) return undefined
  const { top, height } = row.getBoundingClientRect()
  const isAbove = row.querySelector('[aria-expanded]') !== null && event.clientY < top + height / 2
  const place = over === '' || isAbove ? at : at + 1
  const from = all.indexOf(dragged)
  return place === from || place === from + 1 ? undefined : (all[place] ?? null)
}

function lineOf(rows: readonly SidebarRow[], before: string | null): number {
  if (before !== null) return rows.findIndex((row) => row.kind === 'folder' && row.folder.id === before)
  const last = rows.findLastIndex((row) => row.kind === 'folder' || (row.kind === 'chat' && row.inFolder))
  return last + 1
}
