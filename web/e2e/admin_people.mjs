// The administrator's people in a real browser, in both languages: a colleague is added by a few keys and comes in by
// the link of the mail; who leaves hands over.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_MAILS=folder of *.eml node e2e/admin_people.mjs
// VIGIL_EMAIL is somebody who is no administrator; VIGIL_ADMIN, with the same password, is one.
import {
  axe,
  check,
  expect,
  finish,
  openPage,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import { lookAt, openAdmin } from './parts/admin.mjs'
import { nextLinkTo } from './parts/mails.mjs'
import { ask, becomes, find } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

async function journey(language) {
  const frame = wordsOf(language, 'crm/admin')
  const people = wordsOf(language, 'crm/admin/people')
  const at = await openAdmin(language)
  const { page, base, toast, tag, named, undo, goTo } = at
  const newcomer = {
    name: `Nora New ${tag}`,
    email: `nora.${tag}@example.com`,
    password: 'nora has her own',
  }
  const rowOf = (name) => page.getByRole('listitem').filter({ hasText: name }).first()
  const nora = await openPage({ language })

  await named('a colleague in one row: seven keys and what is typed, one request')(async () => {
    let keys = 0
    const press = async (key) => {
      keys++
      await page.keyboard.press(key)
    }
    await press('g')
    await press('a')
    await page.getByRole('heading', { level: 2, name: people('title') }).waitFor()
    await rowOf(VIGIL_ADMIN).waitFor()
    const sent = await at.writes(async () => {
      await press('n')
      await page.waitForFunction(() => document.activeElement?.matches('form input'))
      await page.keyboard.type(newcomer.name)
      await press('Tab')
      await page.keyboard.type(newcomer.email)
      await press('Tab')
      await press('Tab')
      await page.keyboard.type('Inside')
      await press('Enter')
      await toast(people('invited', { name: newcomer.name }))
    })
    expect(keys === 7, `${keys} keys`)
    expect(sent.join() === 'POST /api/v1/invitations', sent.join())
    await rowOf(newcomer.email).getByText(people('invited_until').split('{')[0]).last().waitFor()
    const user = await find(page, 'users', `email = "${newcomer.email}"`)
    const team = await find(page, 'teams', 'name = "Inside sales"')
    expect(user.role === 'rep' && user.team === team.id, JSON.stringify(user))
    expect(user.locale === language, user.locale)
    const isReady = await page.evaluate(() => document.activeElement?.matches('form input'))
    expect(isReady, 'the row does not wait for the next one')
  })
  await named('an address that is no address, or is taken, is told where it was typed')(
    async () => {
      const form = page.getByRole('form', { name: people('add') })
      const before = await form.getByRole('textbox').nth(0).inputValue()
      expect(before === '', `the row still says ${before}`)
      await page.keyboard.type('Nobody')
      await page.keyboard.press('Tab')
      await page.keyboard.type('no address')
      await page.keyboard.press('Enter')
      await form.getByRole('alert').waitFor()
      await form.getByRole('textbox').nth(1).fill(VIGIL_ADMIN)
      await page.keyboard.press('Enter')
      await form.getByRole('alert').waitFor()
      expect(
        (await form.getByRole('textbox').nth(0).inputValue()) === 'Nobody',
        'the text was lost',
      )
    },
  )
  await named('the mail has the link by which the colleague sets a password and comes in')(
    async () => {
      await nora.goto(await nextLinkTo(newcomer.email))
      await nora.locator('input[type="password"]').fill(newcomer.password)
      await nora.keyboard.press('Enter')
      await nora.locator('nav a[href="/e/leads"]').first().waitFor()
      expect((await nora.locator('nav a[href="/admin"]').count()) === 0, 'a rep sees Admin')
    },
  )
  await named('an invitation is sent again and withdrawn')(async () => {
    const email = `later.${tag}@example.com`
    await goTo('people')
    const form = page.getByRole('form', { name: people('add') })
    await form.getByRole('textbox').nth(0).fill('Lou Later')
    await form.getByRole('textbox').nth(1).fill(email)
    await page.keyboard.press('Enter')
    await rowOf(email).getByRole('button').first().click()
    const dialog = page.locator('[data-modal]')
    await dialog.getByRole('button', { name: people('resend') }).click()
    await toast(people('resent', { email }))
    await dialog.getByRole('button', { name: people('withdraw'), exact: true }).click()
    await toast(people('withdrawn'))
    await becomes(
      () => ask(page, '/invitations'),
      ({ data }) => !data.some((one) => one.email === email),
      'the invitation stands',
    )
    await page.keyboard.press('Escape')
    await rowOf(email).waitFor({ state: 'detached' })
  })
  await named('a role and a team are changed where they stand, and brought back')(async () => {
    await goTo('people')
    const { id } = await find(page, 'users', `email = "${newcomer.email}"`)
    const team = await find(page, 'teams', 'name = "Sales"')
    const select = page.getByLabel(people('team_of', { name: newcomer.name }))
    const before = await select.inputValue()
    const sent = await at.writes(async () => {
      await select.selectOption(team.id)
      await becomes(
        () => ask(page, `/users/${id}`),
        (user) => user.team === team.id,
        'the team',
      )
    })
    expect(sent.join() === `PATCH /api/v1/users/${id}`, sent.join())
    await undo()
    await becomes(
      () => ask(page, `/users/${id}`),
      (user) => user.team === before,
      'the team of before',
    )
    await page.getByLabel(people('role_of', { name: newcomer.name })).selectOption('assistant')
    await becomes(
      () => ask(page, `/users/${id}`),
      (user) => user.role === 'assistant',
      'the role',
    )
    await undo()
  })
  await named('whoever still owns work is not removed, but handed over')(async () => {
    const { owner } = await find(page, 'leads', 'status = new and owner is not empty')
    const { name } = await ask(page, `/users/${owner}`)
    await page.goto(`${VIGIL_URL}/e/users/${owner}`)
    await page.getByRole('button', { name: at.base('record.remove'), exact: true }).click()
    const refused = page.getByRole('dialog', { name: at.base('refused.title', { name }) })
    await refused.getByRole('link', { name: at.base('refused.hand_over') }).click()
    await page.getByRole('dialog', { name: people('hand_over_title', { name }) }).waitFor()
    await page.keyboard.press('Escape')
  })
  await named('leave is chosen by arrows and Enter, and shows in the list')(async () => {
    await goTo('people')
    const { id } = await find(page, 'users', `email = "${newcomer.email}"`)
    await page.locator(`[data-person="${id}"]`).focus()
    await page.keyboard.press('Enter')
    const dialog = page.locator('[data-modal]')
    const grid = dialog.getByRole('grid')
    await grid.locator('[tabindex="0"]').focus()
    const first = await grid.locator('[tabindex="0"]').getAttribute('data-day')
    await page.keyboard.press('Enter')
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
    await page.keyboard.press('Enter')
    const last = new Date(Date.parse(first) + 9 * 86_400_000).toISOString().slice(0, 10)
    const { leave } = await becomes(
      () => ask(page, `/users/${id}`),
      (user) => !!user.leave,
      'the leave',
    )
    expect(
      JSON.stringify(leave) === JSON.stringify([{ from: first, to: last }]),
      JSON.stringify(leave),
    )
    await axe(page, 'the dialog of a person')
    await dialog
      .getByRole('list', { name: people('leave') })
      .getByRole('button')
      .click()
    await becomes(
      () => ask(page, `/users/${id}`),
      (user) => user.leave === null,
      'no leave',
    )
    await page.keyboard.press('Escape')
  })

  await named('who leaves hands over: what would move is told first, undo brings all back')(
    async () => {
      const ben = await find(page, 'users', 'email = "ben@example.com"')
      const heir = await find(page, 'users', 'email = "chiara@example.com"')
      const held = async () =>
        (
          await ask(
            page,
            `/leads?filter=${encodeURIComponent(`owner = ${ben.id}`)}&limit=1&count=true`,
          )
        ).count
      const before = await held()
      expect(before > 0, 'Ben has no leads')
      await goTo(`people?person=${ben.id}`)
      const dialog = page.locator('[data-modal]')
      await dialog.getByRole('button', { name: people('hand_over') }).click()
      await dialog.getByRole('combobox').selectOption(heir.id)
      await dialog.getByRole('region', { name: people('would_move') }).waitFor()
      expect((await held()) === before, 'moved before it was agreed to')
      await axe(page, 'the hand-over')
      await dialog
        .locator('button')
        .filter({ hasText: people('hand_over_do_other').split('{')[0] })
        .last()
        .click()
      await becomes(held, (n) => n === 0, 'leads Ben still has')
      await dialog.waitFor({ state: 'detached' })
      expect((await ask(page, `/users/${ben.id}`)).active === false, 'Ben is still active')
      const told = page.getByText(people('handed_over_to', { to: heir.name }), { exact: false })
      await told.filter({ hasText: people('and_deactivate', { name: ben.name }) }).waitFor()
      await undo()
      await becomes(held, (n) => n === before, 'leads Ben has again')
      await becomes(
        () => ask(page, `/users/${ben.id}`),
        (user) => user.active === true,
        'Ben is back',
      )
    },
  )

  await lookAt(at, language, ['people'])
  await named('on a phone sections are chosen from a select')(async () => {
    const storageState = await page.context().storageState()
    const look = await openPage({ size: 'phone', language, storageState })
    await look.goto(`${VIGIL_URL}/admin/people`)
    for (const section of ['teams', 'people']) {
      await look.getByLabel(frame('sections')).selectOption(section)
      await look.waitForURL((url) => url.pathname === `/admin/${section}`)
      await look.getByRole('heading', { level: 2, name: frame(section) }).waitFor()
    }
    await look.context().close()
  })
  await named('no script error and nothing against the content security policy')(async () => {
    const complaints = [...page.complaints, ...nora.complaints]
    expect(complaints.length === 0, complaints.join('\n'))
  })
  await nora.context().close()
  await page.context().close()
}

await check('who is no administrator finds no Admin', async () => {
  const page = await openPage()
  await typeSignIn(page)
  await page.waitForSelector('nav a[href="/e/leads"]')
  expect((await page.locator('nav a[href="/admin"]').count()) === 0, 'Admin in the sidebar')
  await page.goto(`${VIGIL_URL}/admin/people`)
  await page.getByText('Not found').first().waitFor()
  await page.context().close()
})
for (const language of languages) await journey(language)
await finish()
