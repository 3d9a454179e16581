/**
 * Whether an address stands word for word in a text: whole, not as a part of a longer one. A person leaves out the
 * scheme, or the slash after a host.
 */
export function standsIn(text: string, address: string): boolean {
  return spellings(address).some((spelling) => {
    for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1))
      if (isBeginning(text.slice(0, at)) && isEnd(text.slice(at + spelling.length))) return true
    return false
  })
}

/** The ways in which a person may have written an address; the shortest of them is in all others. */
export function spellings(address: string): readonly string[] {
  const bare = /^https?:\/\/(.+)$/.exec(address)?.[1]
  const all = bare === undefined ? [address] : [address, bare]
  return all.flatMap((each) => (/^(https?:\/\/)?[^/]+\/$/.test(each) ? [each, each.slice(0, -1)] : [each]))
}

function isBeginning(before: string): boolean {
  return before === '' || /[\s<>("'“‘«[{`*_|]$/.test(before)
}

/** Punctuation may follow, if the text or a space comes after it. */
function isEnd(after: string): boolean {
  return /^[.,;:!?]*(?:$|[\s<>)"'”’»\]}`*_|])/.test(after)
}
