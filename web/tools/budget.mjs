// Fails the build when the shell or a route outgrows its budget (kB gzip).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../../build/web/dist/', import.meta.url)
const shellLimit = 160
const routeLimit = 60
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
for (const key of Object.keys(manifest).filter((k) => manifest[k].isDynamicEntry)) {
  report(key, kilobytes([...withImports(key)].filter((k) => !shell.has(k))), routeLimit)
}
process.exit(failed ? 1 : 0)
