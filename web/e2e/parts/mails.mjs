// The mails that left the house, as files in a folder (VIGIL_MAILS).
import { readdirSync, readFileSync } from 'node:fs'
import { VIGIL_URL } from '../browser.mjs'
import { becomes, moveClock } from './server.mjs'

/** Their sources in the order they came, without the line breaks of quoted-printable. */
export const mailsIn = (folder = process.env.VIGIL_MAILS) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .map((text) => text.replace(/=\r?\n/g, '').replace(/=3D/g, '='))

/** The links to a new password that were sent to somebody. */
export const linksTo = (email, folder) =>
  mailsIn(folder)
    .filter((text) => text.toLowerCase().includes(email))
    .map((text) => text.match(/https?:\/\/\S+\/reset\?token=[\w-]+/)?.[0])
    .filter(Boolean)

/** The link of the mail that comes after so many. Mails leave by the clock of the house, which a test moves. */
export async function nextLinkTo(email, { before = 0, url = VIGIL_URL, folder } = {}) {
  await moveClock({ minutes: 1 }, url)
  const came = (links) => links.length > before
  const links = await becomes(() => linksTo(email, folder), came, `links to ${email}`)
  return links.at(-1)
}
