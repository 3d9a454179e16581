import { type ActionId, actions } from '../../src-shared/domain/action.ts'
import { isPress, type KeyPress } from './action-keys.ts'

/** Where the keys go while they are pressed: into nothing, an empty text field, or one with words. */
export type Typing = 'no' | 'empty' | 'words'

/** These keys move or delete in a text with words in it. */
const ofText: ReadonlySet<ActionId> = new Set([
  'previous-chat',
  'next-chat',
  'edit-last',
  'latest',
  'delete-chat',
])

/** What a key press means in the main window; `null`: nothing of ours. "?" alone shows the list of the keys too. */
export function pressedAction(press: KeyPress, typing: Typing): ActionId | null {
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey
  if (press.key === '?' && plain) return typing === 'no' ? 'shortcuts' : null
  const action = actions.find(({ keys }) => isPress(press, keys))
  if (!action || (typing === 'words' && ofText.has(action.id))) return null
  return action.id
}

/** What the focus is in. A field that takes no text, such as a checkbox, is none. */
export function typingIn(target: EventTarget | null): Typing {
  if (!(target instanceof HTMLElement)) return 'no'
  if (target.isContentEditable) return target.textContent === '' ? 'empty' : 'words'
  if (target instanceof HTMLTextAreaElement) return target.value === '' ? 'empty' : 'words'
  if (!(target instanceof HTMLInputElement) || ['checkbox', 'radio', 'button'].includes(target.type)) {
    return 'no'
  }
  return target.value === '' ? 'empty' : 'words'
}
