// The administrator's teams, calendars, rights and company in a real browser, in both languages: everything is changed
// where it stands, holds at once, and comes back by undo.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/admin_office.mjs
// VIGIL_EMAIL is a manager; VIGIL_ADMIN, with the same password, is an administrator.
import { expect, finish, openPage, signIn } from './browser.mjs'
import { lookAt, openAdmin } from './parts/admin.mjs'
import { ask, becomes, find } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

async function journey(language) {
  const [teams, rights, calendars, company] = [
    'crm/admin/teams',
    'crm/admin/rights',
    'crm/admin/calendars',
    'crm/admin/company',
  ].map((room) => wordsOf(language, room))
  const at = await openAdmin(language)
  const { page, toast, tag, named, undo, goTo } = at

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
    await toast(at.base('record.changed', { field: language === 'en' ? 'Above' : '上级团队' }))
    await undo()
    await becomes(
      () => ask(page, `/teams/${id}`),
      (team) => team.parent === parent,
      'where it was',
    )
    await handle.focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-modal]').getByRole('combobox').fill('Sales')
    await page.locator('[role="option"][data-highlighted]', { hasText: /^Sales$/ }).waitFor()
    await page.keyboard.press('Enter')
    const sales = await find(page, 'teams', 'name = "Sales"')
    await becomes(
      () => ask(page, `/teams/${id}`),
      (team) => team.parent === sales.id,
      'under Sales',
    )
    const who = { name: `Former ${tag}`, email: `former.${tag}@example.com`, role: 'rep' }
    const former = await ask(page, '/users', 'POST', { ...who, team: id, active: false })
    await page.getByRole('button', { name: teams('remove', { name }) }).click()
    const refused = page.getByRole('dialog', { name: at.base('refused.title', { name }) })
    await refused.getByRole('alert').waitFor()
    await refused.getByRole('link', { name: at.base('refused.people') }).waitFor()
    await page.keyboard.press('Escape')
    await ask(page, `/users/${former.id}`, 'DELETE')
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
      const sent = await at.writes(async () => {
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
    const dialog = page.locator('[data-modal]')
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
      /** None as well when the server says that there is nothing to ask for. */
      const count = () =>
        ask(grace, '/leads?limit=1&count=true').then(
          (answer) => answer.count,
          () => 0,
        )
      expect((await count()) > 0, 'a manager sees no leads to begin with')
      await goTo('rights')
      const cells = page.locator('[data-cell]')
      await cells.first().focus()
      await page.keyboard.press('ArrowRight')
      expect(
        await cells.nth(1).evaluate((cell) => cell === document.activeElement),
        'the arrow does not lead to the next role',
      )
      await goTo('rights?role=manager&entity=lead')
      const label = (await ask(page, '/model')).entities.find(({ key }) => key === 'lead').label
      const sent = await at.writes(async () => {
        await page.locator('#rights-lead select').first().selectOption('none')
        await becomes(count, (n) => n === 0, 'leads a manager sees')
      })
      expect(sent.join() === 'PATCH /api/v1/rights/manager', sent.join())
      await undo()
      await becomes(count, (n) => n > 0, 'leads a manager sees again')
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
    await toast(company('changed', { field: company('name') }))
    await undo()
    await becomes(
      () => ask(page, '/company'),
      ({ name }) => name === before,
      'the name of before',
    )
  })

  await lookAt(at, language, [
    'teams',
    'rights',
    'rights?role=rep&entity=lead',
    'calendars',
    'company',
  ])
  await named('no script error and nothing against the content security policy')(async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  await page.context().close()
}

const grace = await openPage()
await signIn(grace)
await grace.waitForSelector('nav a[href="/e/leads"]')
for (const language of languages) await journey(language)
await finish()
