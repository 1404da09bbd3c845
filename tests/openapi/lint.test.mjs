// The OpenAPI as it ships, and with a company's own entities, passes a public linter without a word, and makes
// types. Run: node --test tests/openapi/lint.test.mjs   (OPENAPI_PRINTER: the program that prints it)
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const folder = join(root, 'build/openapi')
const printer = process.env.OPENAPI_PRINTER ?? join(root, 'build/dev/openapi')
// Neither asks for newer versions of itself nor tells anybody that it ran.
const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' }

const newest = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

before(() => {
  mkdirSync(folder, { recursive: true })
  if (newest(join(here, 'node_modules/.package-lock.json')) >= newest(join(here, 'package-lock.json'))) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit' })
})

function printed(name, options) {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, execFileSync(printer, options, { maxBuffer: 64 << 20 }))
  return file
}

const program = (name, words, cwd = here) =>
  spawnSync(join(here, 'node_modules/.bin', name), words, {
    cwd,
    env: quiet,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })

for (const [name, options] of Object.entries({ shipped: [], own: ['--own', '--test'] })) {
  test(`redocly finds nothing in ${name}`, () => {
    const run = program('redocly', ['lint', printed(name, options), '--extends', 'recommended', '--format', 'json'])
    const found = JSON.parse(run.stdout)
    const problems = found.problems.map(
      (one) => `${one.severity} ${one.ruleId}: ${one.message} ${one.location[0]?.pointer}`,
    )
    assert.deepEqual(problems.slice(0, 20), [])
    assert.deepEqual(found.totals, { errors: 0, warnings: 0, ignored: 0 })
    assert.equal(run.status, 0, run.stderr)
  })

  test(`openapi-typescript makes types of ${name} that compile`, () => {
    const types = join(folder, `${name}.ts`)
    const made = program('openapi-typescript', [printed(name, options), '--output', types])
    assert.equal(made.status, 0, made.stderr)
    const checked = program('tsc', ['--noEmit', '--strict', '--skipLibCheck', types])
    assert.equal(checked.status, 0, checked.stdout)
  })
}

test('what the page reads is what the server answers', () => {
  const checked = program('tsc', ['--noEmit', '-p', join(root, 'web/contract')], join(root, 'web'))
  assert.equal(checked.status, 0, checked.stdout)
})
