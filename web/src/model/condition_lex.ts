// The words of a condition's text.
import { ConditionFault } from './condition'

export interface Token {
  kind: 'word' | 'number' | 'day' | 'moment' | 'text' | 'symbol' | 'end'
  text: string
  /** Of its first character, from 1. */
  position: number
  /** Where it stands in the text, in UTF-16 units. */
  from: number
  to: number
}

export const says = (token: Token, keyword: string) =>
  token.kind === 'word' && token.text.toLowerCase() === keyword

const patterns: [Token['kind'], RegExp][] = [
  ['moment', /\d{4}-\d\d-\d\d[Tt][\w:.+-]*/y],
  ['day', /\d{4}-\d\d-\d\d(?!\d)/y],
  ['word', /\d*[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['symbol', /!=|<=|>=|<>|==|[(),.+\-=<>]/y],
]
const sameSymbols: Record<string, string> = { '<>': '!=', '==': '=' }
const escapes: Record<string, string> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
}
const spaces = /[ \t\n\r]*/y
/** NUL, and half of a character. */
const notText = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Ends with an `end` token. */
export function lexCondition(text: string): Token[] {
  const placeOf = (at: number) => [...text.slice(0, at)].length + 1
  const bad = notText.exec(text)
  if (bad) throw new ConditionFault('condition_not_text', placeOf(bad.index))
  const tokens: Token[] = []
  let at = 0
  while (true) {
    spaces.lastIndex = at
    at += spaces.exec(text)![0].length
    if (at === text.length) break
    const token = /["']/.test(text[at]!) ? quoted(text, at, placeOf) : plain(text, at, placeOf)
    tokens.push(token)
    at = token.to
  }
  tokens.push({ kind: 'end', text: '', position: placeOf(at), from: at, to: at })
  return tokens
}

function plain(text: string, at: number, placeOf: (at: number) => number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (!found) continue
    const to = at + found.length
    return { kind, text: sameSymbols[found] ?? found, position: placeOf(at), from: at, to }
  }
  const found = String.fromCodePoint(text.codePointAt(at)!)
  throw new ConditionFault('condition_unexpected', placeOf(at), { found })
}

function quoted(text: string, from: number, placeOf: (at: number) => number): Token {
  const quote = text[from]
  let out = ''
  let at = from + 1
  while (at < text.length && text[at] !== quote) {
    if (text[at] !== '\\') {
      out += text[at++]
      continue
    }
    const resolved = escapes[text[at + 1] ?? '']
    if (resolved === undefined) throw new ConditionFault('condition_bad_escape', placeOf(at))
    out += resolved
    at += 2
  }
  if (at >= text.length) throw new ConditionFault('condition_unclosed_text', placeOf(from))
  return { kind: 'text', text: out, position: placeOf(from), from, to: at + 1 }
}
