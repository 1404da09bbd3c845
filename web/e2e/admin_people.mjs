// The administrator's people, teams, rights, calendars and company in a real browser, in both languages: a colleague
// is added by a few keys and comes in by the link of the mail; rights hold at once; who leaves hands over.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_MAILS=folder of *.eml node e2e/admin_people.mjs
// VIGIL_EMAIL is somebody who is no administrator; VIGIL_ADMIN, with the same password, is one.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  axe,
  check,
  expect,
  finish,
  openPage,
  typeSignIn,
  VIGIL_PASSWORD,
  VIGIL_URL,
} from './browser.mjs'

const { VIGIL_MAILS: mails, VIGIL_ADMIN: admin = 'admin@example.com' } = process.env
const languages = ['en', 'zh-CN']

/** The page's own words of a room, in a language. */
function wordsOf(room, language) {
  const file = new URL(`../src/${room}/words.${language}.json`, import.meta.url)
  const words = JSON.parse(readFileSync(fileURLToPath(file), 'utf8'))
  return (key, args = {}) => {
    expect(words[key] !== undefined, `no word ${room} ${key}`)
    return words[key].replace(/\{(\w+)\}/g, (whole, name) => String(args[name] ?? whole))
  }
}

async function signIn(page, email, password) {
  await page.goto(`${VIGIL_URL}/sign-in`)
  await page.waitForFunction(() => document.activeElement?.matches('input[type="email"]'))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#main')
}

/** The link of the mail to somebody. Mails leave by the clock of the house, which a test moves. */
async function linkFor(email) {
  const clock = `${VIGIL_URL}/api/v1/test/clock`
  const { now } = await (await fetch(clock)).json()
  await fetch(clock, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now: new Date(Date.parse(now) + 60_000).toISOString() }),
  })
  for (let waited = 0; waited < 150; waited++) {
    const texts = readdirSync(mails)
      .filter((file) => file.endsWith('.eml'))
      .sort()
      .map((file) => readFileSync(`${mails}/${file}`, 'utf8'))
      .filter((text) => text.toLowerCase().includes(email))
      .map((text) => text.replace(/=\r?\n/g, '').replace(/=3D/g, '='))
    const link = texts.at(-1)?.match(/https?:\/\/\S+?(\/reset\?token=[\w-]+)/)?.[1]
    if (link) return VIGIL_URL + link
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no mail to ${email} within 15 s`)
}

/** What was sent to the server meanwhile, apart from questions. */
async function writesOf(page, act) {
  const sent = []
  const note = (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (request.method() !== 'GET' && !searchParams.has('dry_run'))
      sent.push(`${request.method()} ${pathname}`)
  }
  page.on('request', note)
  await act()
  page.off('request', note)
  return sent
}

const ask = async (page, path) => (await page.request.get(`${VIGIL_URL}/api/v1${path}`)).json()
const find = async (page, plural, filter) =>
  (await ask(page, `/${plural}?filter=${encodeURIComponent(filter)}&limit=1`)).data[0]
/** Until the server says so. */
async function becomes(read, isSo, what) {
  let last
  for (let waited = 0; waited < 100; waited++) {
    last = await read()
    if (isSo(last)) return last
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`${what}: still ${JSON.stringify(last)}`)
}

async function journey(language) {
  const [base, frame, people, teams, rights, calendars, company] = [
    'base',
    'crm/admin',
    'crm/admin/people',
    'crm/admin/teams',
    'crm/admin/rights',
    'crm/admin/calendars',
    'crm/admin/company',
  ].map((room) => wordsOf(room, language))
  const tag = language === 'en' ? 'en' : 'zh'
  const newcomer = {
    name: `Nora New ${tag}`,
    email: `nora.${tag}@example.com`,
    password: 'nora has her own',
  }
  const named = (text) => check.bind(null, `${language}: ${text}`)
  const page = await openPage({ language })
  const toast = (text) => page.getByText(text, { exact: false }).last().waitFor()
  const undo = async () => {
    await page.keyboard.press('Escape')
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press('Control+z')
    await toast(base('undo.done'))
  }
  const goTo = async (section) => {
    await page.goto(`${VIGIL_URL}/admin/${section}`)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.waitForFunction(() => !document.querySelector('[data-loading]'))
  }
  const rowOf = (name) => page.getByRole('listitem').filter({ hasText: name }).first()
  const nora = await openPage({ language })
  await signIn(page, admin, VIGIL_PASSWORD)

  await named('a colleague in one row: seven keys and what is typed, one request')(async () => {
    let keys = 0
    const press = async (key) => {
      keys++
      await page.keyboard.press(key)
    }
    await press('g')
    await press('a')
    await page.getByRole('heading', { level: 2, name: people('title') }).waitFor()
    await rowOf(admin).waitFor()
    const sent = await writesOf(page, async () => {
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
      await form.getByRole('textbox').nth(1).fill(admin)
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
      await nora.goto(await linkFor(newcomer.email))
      await nora.locator('input[type="password"]').fill(newcomer.password)
      await nora.keyboard.press('Enter')
      await nora.getByText(base('reset.done')).waitFor()
      await signIn(nora, newcomer.email, newcomer.password)
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
    const dialog = page.getByRole('dialog').first()
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
    const sent = await writesOf(page, async () => {
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
  await named('leave is chosen by arrows and Enter, and shows in the list')(async () => {
    await goTo('people')
    const { id } = await find(page, 'users', `email = "${newcomer.email}"`)
    await page.locator(`[data-person="${id}"]`).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog').first()
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

  await named('a team is added, moved by keys and brought back')(async () => {
    await goTo('teams')
    const name = `Field ${tag}`
    await page.keyboard.press('n')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await toast(teams('added', { name }))
    const { id, parent } = await find(page, 'teams', `name = "${name}"`)
    const handle = page.locator(`[data-team="${id}"]`)
    await handle.focus()
    await page.keyboard.press('ArrowLeft')
    await becomes(
      () => ask(page, `/teams/${id}`),
      (team) => team.parent === null,
      'at the top',
    )
    await undo()
    await becomes(
      () => ask(page, `/teams/${id}`),
      (team) => team.parent === parent,
      'where it was',
    )
    await handle.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('combobox').fill('Sales')
    await page.locator('[role="option"][data-highlighted]', { hasText: /^Sales$/ }).waitFor()
    await page.keyboard.press('Enter')
    const sales = await find(page, 'teams', 'name = "Sales"')
    await becomes(
      () => ask(page, `/teams/${id}`),
      (team) => team.parent === sales.id,
      'under Sales',
    )
    await page.getByRole('button', { name: teams('remove', { name }) }).click()
    await toast(teams('removed', { name }))
  })

  await named('working hours are typed, what cannot be read is told, undo brings them back')(
    async () => {
      await goTo('calendars')
      const { id, hours } = (await ask(page, '/calendars?sort=name&limit=1')).data[0]
      const week = page.getByRole('region', { name: calendars('hours'), exact: true })
      const monday = week.getByRole('textbox').first()
      await monday.fill('nine')
      await page.keyboard.press('Enter')
      await week.getByRole('alert').getByText(calendars('hours_bad')).waitFor()
      await monday.fill('8-12 13-16:30')
      const sent = await writesOf(page, async () => {
        await page.keyboard.press('Enter')
        await becomes(
          () => ask(page, `/calendars/${id}`),
          (calendar) =>
            JSON.stringify(calendar.hours.mon) === '[["08:00","12:00"],["13:00","16:30"]]',
          'the hours of Monday',
        )
      })
      expect(sent.join() === `PATCH /api/v1/calendars/${id}`, sent.join())
      const next = await week.getByRole('textbox').nth(1)
      expect(
        await next.evaluate((input) => input === document.activeElement),
        'Enter does not lead on to Tuesday',
      )
      await undo()
      await becomes(
        () => ask(page, `/calendars/${id}`),
        (calendar) => JSON.stringify(calendar.hours.mon) === JSON.stringify(hours.mon),
        'the hours of before',
      )
    },
  )
  await named('holidays of a country by year; a file is read before it is taken')(async () => {
    const { id } = (await ask(page, '/calendars?sort=name&limit=1')).data[0]
    await page.getByLabel(calendars('country'), { exact: true }).selectOption('DE')
    await page.getByRole('list').getByText('2026').first().waitFor()
    const file = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Example//EN',
      'BEGIN:VEVENT',
      `UID:${tag}@example.com`,
      `DTSTART;VALUE=DATE:2027${tag === 'en' ? '0514' : '0515'}`,
      `SUMMARY:Company day ${tag}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n')
    await page.locator('input[type="file"]').setInputFiles({
      name: 'days.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(file),
    })
    const dialog = page.getByRole('dialog').first()
    await dialog.getByText(`Company day ${tag}`).waitFor()
    const before = (await ask(page, `/calendars/${id}`)).holidays
    expect(!JSON.stringify(before ?? {}).includes(`day ${tag}`), 'taken before it was agreed to')
    await dialog.getByRole('button', { name: calendars('take_one', { n: 1 }) }).click()
    await becomes(
      () => ask(page, `/calendars/${id}`),
      ({ holidays }) => JSON.stringify(holidays ?? {}).includes(`day ${tag}`),
      'the days of the file',
    )
    await page
      .getByRole('listitem')
      .filter({ hasText: `Company day ${tag}` })
      .first()
      .waitFor()
    await undo()
  })

  await named('a right taken from a role holds at once for who has it, and comes back')(
    async () => {
      const { csrf_token: token } = await ask(nora, '/me')
      await nora.request.post(`${VIGIL_URL}/api/v1/leads`, {
        headers: { 'X-CSRF-Token': token },
        data: { company: `Found by Nora ${tag}`, source: 'fair' },
      })
      /** None as well when the server says that there is nothing to ask for. */
      const count = async () => (await ask(nora, '/leads?limit=1&count=true')).count ?? 0
      expect((await count()) > 0, 'a rep does not see her own lead')
      await goTo('rights')
      const cells = page.locator('[data-cell]')
      await cells.first().focus()
      await page.keyboard.press('ArrowRight')
      expect(
        await cells.nth(1).evaluate((cell) => cell === document.activeElement),
        'the arrow does not lead to the next role',
      )
      await goTo('rights?role=rep&entity=lead')
      const label = (await ask(page, '/model')).entities.find(({ key }) => key === 'lead').label
      const sent = await writesOf(page, async () => {
        await page.locator('#rights-lead select').first().selectOption('none')
        await becomes(count, (n) => n === 0, 'leads a rep sees')
      })
      expect(sent.join() === 'PATCH /api/v1/rights/rep', sent.join())
      await undo()
      await becomes(count, (n) => n > 0, 'leads a rep sees again')
      const phone = page.locator('#fields-lead li').filter({ hasText: /^(Phone|电话)/ })
      await phone.getByRole('combobox').selectOption('masked')
      await toast(
        rights('changed', { role: '', entity: label })
          .replace(/^[^:：]*/, '')
          .slice(0, 6),
      )
      await page.locator('summary').first().click()
      await page.getByText(rights('masked_fields').split('{')[0]).last().waitFor()
      await undo()
    },
  )
  await named('a role of the company begins like another and can be removed')(async () => {
    await goTo('rights')
    const name = `Partner ${tag}`
    await page.keyboard.press('n')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await toast(rights('role_added', { name }))
    await page.getByRole('button', { name: rights('remove_role', { name }) }).click()
    await toast(rights('role_removed', { name }))
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
      const dialog = page.getByRole('dialog').first()
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
      await undo()
      await becomes(held, (n) => n === before, 'leads Ben has again')
      await becomes(
        () => ask(page, `/users/${ben.id}`),
        (user) => user.active === true,
        'Ben is back',
      )
    },
  )

  await named('the company is renamed and called as before again')(async () => {
    await goTo('company')
    const input = page.getByRole('textbox', { name: company('name') })
    const before = await input.inputValue()
    await input.fill(`Brightwater ${tag}`)
    await page.keyboard.press('Enter')
    await becomes(
      () => ask(page, '/company'),
      ({ name }) => name === `Brightwater ${tag}`,
      'the name',
    )
    await undo()
    await becomes(
      () => ask(page, '/company'),
      ({ name }) => name === before,
      'the name of before',
    )
  })

  const state = await page.context().storageState()
  for (const [size, theme] of [
    ['desktop', 'light'],
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ])
    await named(`no violation of WCAG 2.2 AA, ${size}, ${theme}`)(async () => {
      const look = await openPage({ size, theme, language, storageState: state })
      for (const section of [
        'people',
        'teams',
        'rights',
        'rights?role=rep&entity=lead',
        'calendars',
        'company',
      ]) {
        await look.goto(`${VIGIL_URL}/admin/${section}`)
        await look.getByRole('heading', { level: 2 }).first().waitFor()
        await axe(look, section)
      }
      await look.context().close()
    })
  await named('320 px: nothing is cut off sideways, sections are chosen from a select')(
    async () => {
      const look = await openPage({ size: 'phone', language, storageState: state })
      await look.setViewportSize({ width: 320, height: 700 })
      await look.goto(`${VIGIL_URL}/admin/people`)
      for (const section of ['teams', 'rights', 'calendars', 'company', 'people']) {
        await look.getByLabel(frame('sections')).selectOption(section)
        await look.waitForURL((url) => url.pathname === `/admin/${section}`)
        await look.getByRole('heading', { level: 2 }).first().waitFor()
        const width = await look.evaluate(() => document.documentElement.scrollWidth)
        expect(width <= 320, `${section}: ${width} px wide`)
      }
      await look.context().close()
    },
  )
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
