// What one does with a record: acts that make no sense now are not offered, and what an act lacks is asked for.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/acts.mjs
import {
  axe,
  check,
  expect,
  finish,
  openPage,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_PASSWORD,
  VIGIL_URL,
} from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, find, writesOf } from './parts/server.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
await typeSignIn(page)
await page.waitForSelector('nav a[href="/e/leads"]')

await check('an act that makes no sense now is offered neither by button nor by key', async () => {
  const acts = page.getByRole('group', { name: 'Acts' })
  const keysOf = async (status) => {
    const { id } = await find(page, 'leads', `status = ${status}`)
    await page.goto(`${VIGIL_URL}/e/leads/${id}`)
    await acts.getByRole('button', { name: /^Log a call/ }).waitFor()
    const shown = await acts.getByRole('button', { name: /^Qualify/ }).count()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Log a call', { exact: true }).first().waitFor()
    const keys = await page.getByRole('dialog').getByText('Qualify', { exact: true }).count()
    return `${shown} ${keys}`
  }
  expect((await keysOf('new')) === '1 1', 'a new lead cannot be qualified')
  expect((await keysOf('qualified')) === '0 0', 'qualified, and still to be qualified')
  await page.keyboard.press('Escape')
})
await check('what an act lacks is asked for, then it is done; one undo for all', async () => {
  const admin = await openPage()
  await typeSignIn(admin, VIGIL_PASSWORD, { email: VIGIL_ADMIN })
  await admin.waitForSelector('#main')
  for (const field of ['rating', 'budget'])
    await ask(admin, `/model/entities/lead/fields/${field}`, 'PATCH', {
      required_when: 'status = qualified',
    })
  await admin.context().close()
  const { id } = await find(page, 'leads', 'status = new and rating is empty and budget is empty')
  await page.goto(`${VIGIL_URL}/e/leads/${id}`)
  const sent = await writesOf(page, async () => {
    await page.getByRole('button', { name: /^Qualify/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Qualify: Rating and Budget' })
    await dialog.waitFor()
    await axe(page, 'what an act lacks')
    for (const input of ['Rating', 'Budget'])
      await dialog.getByLabel(new RegExp(`^${input}`)).selectOption({ index: 1 })
    await page.keyboard.press('Control+Enter')
    await toast('Qualify: done')
  })
  const place = `/api/v1/leads/${id}`
  const wanted = [`POST ${place}/qualify`, `PATCH ${place}`, `POST ${place}/qualify`]
  expect(sent.join() === wanted.join(), `${sent}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  const { status, rating, budget } = await ask(page, `/leads/${id}`)
  expect(status === 'new' && !rating && !budget, `left: ${status}, ${rating}, ${budget}`)
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()
