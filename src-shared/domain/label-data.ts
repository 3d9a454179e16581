/**
 * Wraps text that is data, not instruction, in a labelled element for a model. A closing tag inside the text is
 * defused, so that the text cannot end its own label; attribute values lose quotes, angle brackets and line breaks.
 */
export function labelData(tag: string, attributes: Readonly<Record<string, string>>, text: string): string {
  const open = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll(/["<>\r\n]/g, ' ')}"`)
    .join('')
  const inside = text.replaceAll(new RegExp(`<(/?)\\s*(${tag})\\b`, 'gi'), '&lt;$1$2')
  return `<${tag}${open}>\n${inside}\n</${tag}>`
}
