// A company nobody has touched, served by a program of its own.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const binary =
  process.env.VIGIL_BINARY ?? new URL('../../../build/dev/vigil', import.meta.url).pathname

const [lowestGiven] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split('\t')

/** Known beforehand, so that a link in a mail leads to it; the kernel gives none of these away by itself. */
const freePort = () =>
  new Promise((found) => {
    const port = Math.floor((lowestGiven * (1 + Math.random())) / 2)
    const server = createServer().on('error', () => found(freePort())) // another's
    server.listen(port, '127.0.0.1', () => server.close(() => found(port)))
  })

/** Until it listens; what it says on the way is told when it ends instead. */
const listening = (server) =>
  new Promise((found, lost) => {
    let said = ''
    const listen = (piece) => {
      said += piece
      const address = said.match(/listening on (http:\/\/\S+)/)
      if (address) found(address[1])
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.on('exit', () => lost(new Error(`serve: ${said}`)))
  })

/** Its address, who administers it, and how to end it. With a test clock; mails leave when VIGIL_SMTP takes them. */
export async function freshCompany() {
  const admin = { email: 'admin@example.com', password: 'correct horse battery' }
  const given = process.env.VIGIL_FRESH_URL
  if (given) return { url: given, admin, close: () => {} }
  const { data, close } = freshPlace()
  const company = ['--company', 'Example House', '--time-zone', 'UTC', '--currency', 'USD']
  const made = spawnSync(
    binary,
    ['init', ...data, '--admin', admin.email, '--password-stdin', ...company, '--test'],
    { input: `${admin.password}\n`, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`init: ${made.stderr}`)
  const mail = process.env.VIGIL_SMTP ? ['--smtp', process.env.VIGIL_SMTP] : []
  const { url, end } = await served([...data, '--test-clock', ...mail])
  return { url, admin, close: () => end().then(close) }
}

/** A server over nothing: its address, the link it prints for whoever sets it up, and how to end it. */
export async function emptyPlace() {
  const { data, close } = freshPlace()
  const { url, link, end } = await served(data)
  return { url, link: await link, close: () => end().then(close) }
}

function freshPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-fresh-'))
  const close = () => rmSync(folder, { recursive: true, force: true })
  return { data: ['--data', join(folder, 'data')], close }
}

async function served(options) {
  const where = ['--listen', `127.0.0.1:${await freePort()}`]
  const server = spawn(binary, ['serve', ...options, ...where])
  const link = new Promise((found) => {
    let printed = ''
    server.stdout.on('data', (piece) => {
      printed += piece
      const address = printed.match(/(http:\S+\/setup#\S+)\s/)
      if (address) found(address[1])
    })
  })
  const url = await listening(server)
  const end = async () => {
    const gone = new Promise((ended) => server.once('exit', ended))
    server.kill()
    await gone
  }
  return { url, link, end }
}
