// Fails the build when the shell, a route or a part fetched late outgrows its budget (kB gzip).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../../build/web/dist/', import.meta.url)
const shellLimit = 160
const limit = 60
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024
const withImports = (key, seen = new Set()) => {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) withImports(next, seen)
  return seen
}
const kilobytes = (keys) => [...keys].reduce((sum, key) => sum + sizeOf(manifest[key].file), 0)

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const shell = withImports(entry)
let failed = false
const report = (name, size, limit) => {
  failed ||= size > limit
  const verdict = size > limit ? 'OVER' : 'ok  '
  console.log(`${verdict}  ${name.padEnd(40)} ${size.toFixed(1).padStart(6)} of ${limit} kB`)
}
report('shell', kilobytes(shell), shellLimit)
// What is fetched late comes on top of the file that asks for it: a route on top of the shell, a
// dialog on top of its page. Asked for by several, the one that has the least of it counts.
const asking = Object.keys(manifest).flatMap((from) =>
  (manifest[from].dynamicImports ?? []).map((to) => ({ from, to })),
)
for (const key of Object.keys(manifest).filter((k) => manifest[k].isDynamicEntry)) {
  const sizes = asking
    .filter(({ to }) => to === key)
    .map(({ from }) => {
      const here = withImports(from, new Set(shell))
      return kilobytes([...withImports(key)].filter((k) => !here.has(k)))
    })
  report(key, Math.max(...sizes), limit)
}
process.exit(failed ? 1 : 0)
