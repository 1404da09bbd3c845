// The administrator's first hour in a real browser, in both languages: a field of one's own, its choices,
// an object of one's own, the recycle bin, the journal, a test mail. Against a server with a test clock.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_MAILS=folder of *.eml node e2e/admin_fields.mjs
import {
  axe,
  axeInBothThemes,
  check,
  expect,
  finish,
  openPage,
  signIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import { fitsAt, narrow, zoomed } from './parts/fits.mjs'
import { mailsIn } from './parts/mails.mjs'
import { says } from './parts/says.mjs'
import { ask, find, moveClock, writesOf } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

const rooms = {
  base: 'base',
  fields: 'crm/admin/fields',
  bin: 'crm/admin/bin',
  journal: 'crm/admin/journal',
  mail: 'crm/admin/mail',
  health: 'crm/admin/health',
  forms: 'crm/admin/forms',
}

/** The page's own texts: `say('fields.field_add')`, with {arguments} filled in. */
function wordsIn(language) {
  const books = Object.fromEntries(
    Object.entries(rooms).map(([name, room]) => [name, wordsOf(language, room)]),
  )
  return (name, args = {}) => {
    const [room, ...key] = name.split('.')
    return books[room](key.join('.'), args)
  }
}

const names = {
  en: {
    field: 'Region',
    choices: ['North', 'South', 'East'],
    written: 'North, South, East',
    fourth: 'West',
    object: 'Machine',
    objects: 'Machines',
    record: 'Press 7',
    english: 'English',
  },
  'zh-CN': {
    field: '地区',
    choices: ['华北', '华南', '华东'],
    written: '华北，华南，华东',
    fourth: '华西',
    object: '设备',
    objects: '设备',
    record: '七号冲床',
    english: '简体中文',
  },
}

let storageState

for (const language of languages) {
  const say = wordsIn(language)
  const my = names[language]
  const page = await openPage({ language, storageState })
  const toast = (text) => says(page, text)
  const button = (name) => page.getByRole('button', { name, exact: true })
  const goTo = async (section, search = '') => {
    await page.goto(`${VIGIL_URL}/admin/${section}${search}`)
    await page.waitForSelector('main h2')
    await page.waitForFunction(() => !document.querySelector('[data-loading]'))
  }
  const undoLast = async () => {
    await page.locator('main').focus()
    await page.keyboard.press('Control+z')
    await toast(say('base.undo.done'))
  }
  const here = (text) => `${text} (${language})`
  let lead
  let fieldKey

  if (!storageState) {
    await signIn(page, { email: VIGIL_ADMIN })
    await page.waitForSelector('nav a')
    storageState = await page.context().storageState()
  }

  await check(here('a field is added in one row, by keyboard alone'), async () => {
    await goTo('fields', '?object=lead')
    await page.keyboard.press('n')
    await page.keyboard.type(my.field)
    await page.keyboard.press('Tab')
    await page.getByLabel(say('fields.kind')).selectOption('choice')
    await page.keyboard.press('Tab')
    await page.keyboard.type(my.written)
    await page.keyboard.press('Enter')
    await toast(say('fields.field_added', { label: my.field }))
    const model = await ask(page, '/model')
    const fields = model.entities.find(({ key }) => key === 'lead').fields
    fieldKey = fields.findLast(({ own }) => own).key
    const row = page.locator('main li', { hasText: my.field }).first()
    await row.getByText(say('fields.choices_other', { n: 3 })).waitFor()
  })
  await check(here('a second field of that name is refused where it is typed'), async () => {
    const input = page.getByLabel(say('fields.field_name'))
    const label = my.field.toUpperCase()
    await input.fill(label)
    await input.press('Enter')
    await page.getByRole('alert').getByText(say('fields.name_taken', { label })).waitFor()
    expect((await input.getAttribute('aria-invalid')) === 'true', 'the input does not say so')
    await input.fill('')
  })
  await check(here('it is on the record at once, and can be filled in there'), async () => {
    lead = (await ask(page, '/leads?limit=1&sort=id')).data[0]
    await page.goto(`${VIGIL_URL}/e/leads/${lead.id}`)
    const value = page.locator('dd button', { has: page.locator(`text=/./`) })
    await value.first().waitFor()
    await page.getByRole('button', { name: my.field }).first().click()
    await page.locator('select:focus').selectOption({ label: my.choices[1] })
    await page.getByRole('button', { name: new RegExp(`${my.field}.*${my.choices[1]}`) }).waitFor()
  })
  await check(here('an open page follows the model; what is being typed stays'), async () => {
    const colleague = await openPage({ language, storageState })
    await colleague.goto(`${VIGIL_URL}/e/accounts`)
    await colleague.locator('[role="row"] a').first().waitFor()
    await colleague.keyboard.press('n')
    const dialog = colleague.locator('[data-modal]')
    const field = (await ask(page, '/model')).entities
      .find(({ key }) => key === 'account')
      .fields.find(({ key }) => key === 'name')
    const typed = dialog.getByLabel(new RegExp(`^${field.label}`))
    await typed.fill(my.record)
    const place = '/model/entities/account/fields/name'
    const label = `${field.label} 2`
    await ask(page, place, 'PATCH', { label: { [language]: label } })
    const renamed = dialog.getByLabel(new RegExp(`^${label}`))
    await renamed.waitFor()
    expect((await renamed.inputValue()) === my.record, 'what was typed is gone')
    await ask(page, place, 'PATCH', { label: { [language]: field.label } })
    await typed.waitFor()
    await colleague.context().close()
  })
  await check(here('it can be a column and a filter of the list'), async () => {
    await page.goto(`${VIGIL_URL}/e/leads`)
    await button(say('base.columns.title')).click()
    await page.getByRole('checkbox', { name: my.field }).check()
    await button(say('base.columns.apply')).click()
    await page.waitForURL((url) => url.search.includes(fieldKey))
    await page.getByRole('columnheader', { name: my.field }).waitFor()
    const filter = encodeURIComponent(`${fieldKey} is not empty`)
    await page.goto(`${VIGIL_URL}/e/leads?filter=${filter}&columns=first_name,${fieldKey}`)
    await page.locator('[role="row"]').getByText(my.choices[1]).waitFor()
    await page.getByText(my.field).first().waitFor()
  })
  await check(here('a choice is added, moved by keyboard, and named'), async () => {
    await goTo('fields', `?object=lead&field=${fieldKey}`)
    const choices = page.getByRole('region', { name: say('fields.choices') })
    await choices.getByLabel(say('fields.choice_new')).fill(my.fourth)
    await page.keyboard.press('Enter')
    await toast(say('fields.choice_added', { label: my.fourth }))
    const label = say('fields.choice_in', { label: my.fourth, language: my.english })
    await choices.getByLabel(label, { exact: true }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await choices
      .getByRole('status')
      .getByText(say('fields.place', { label: my.fourth, n: 2, total: 4 }))
      .waitFor({ state: 'attached' })
    await page.waitForFunction(
      ([field, label]) =>
        fetch('/api/v1/model', { headers: { 'Accept-Language': document.documentElement.lang } })
          .then((answer) => answer.json())
          .then(({ entities }) =>
            entities
              .find(({ key }) => key === 'lead')
              .fields.find(({ key }) => key === field)
              .choices.findIndex((one) => one.label === label),
          )
          .then((place) => place === 1),
      [fieldKey, my.fourth],
    )
    const held = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(held === label, `the focus went to ${held}`)
  })
  await check(here('two choices become one, records follow, and Undo parts them'), async () => {
    const [, south, east] = my.choices
    const value = async () => (await ask(page, `/leads/${lead.id}`))[fieldKey]
    const before = await value()
    await button(say('fields.choice_merge', { label: south })).click()
    await page.locator('[data-modal]').getByRole('button', { name: east }).click()
    await toast(say('fields.merge_done', { from: south, to: east }))
    expect((await value()) !== before, 'the record did not follow')
    await button(say('fields.choice_merge', { label: south })).waitFor({ state: 'detached' })
    await undoLast()
    expect((await value()) === before, 'the record did not come back')
    await button(say('fields.choice_merge', { label: south })).waitFor()
  })
  await check(
    here('a choice that a guideline names stays, and leads to the guideline'),
    async () => {
      const [, south, east] = my.choices
      const key = (await ask(page, `/leads/${lead.id}`))[fieldKey]
      const rule = await find(page, 'guidelines', 'key = "lead_untouched"')
      const [sentence] = rule.sentence[language].split('{within}').slice(-1)
      await ask(page, `/guidelines/${rule.id}`, 'PATCH', { unless: `${fieldKey} = ${key}` })
      const toRule = (dialog) => dialog.getByRole('link', { name: sentence }).waitFor()
      await button(say('fields.choice_merge', { label: south })).click()
      const merge = page.getByRole('dialog', { name: say('fields.merge_title', { label: south }) })
      await merge.getByRole('button', { name: east }).click()
      await merge.getByRole('alert').getByText(sentence).first().waitFor()
      await toRule(merge)
      await page.keyboard.press('Escape')
      await button(say('fields.choice_remove', { label: south })).click()
      // It says first that a record has it.
      const asked = page.locator('[data-modal]')
      await asked.getByText(say('fields.choice_kept_one', { n: 1 })).waitFor()
      await asked
        .getByRole('button', { name: say('fields.choice_remove', { label: south }) })
        .click()
      const gone = page.getByRole('dialog', { name: say('base.refused.title', { name: south }) })
      await toRule(gone)
      await axe(page, 'a refusal that leads on')
      await page.keyboard.press('Escape')
      await button(say('fields.choice_remove', { label: south })).waitFor()
      await ask(page, `/guidelines/${rule.id}`, 'PATCH', { unless: rule.unless })
    },
  )
  await check(
    here('what a promise under an earlier version needs stays, and leads to its rule'),
    async () => {
      const [, south] = my.choices
      const key = (await ask(page, `/leads/${lead.id}`))[fieldKey]
      const rule = await find(page, 'guidelines', 'key = "lead_untouched"')
      const [sentence] = rule.sentence[language].split('{within}').slice(-1)
      await ask(page, `/guidelines/${rule.id}`, 'PATCH', { unless: `${fieldKey} = ${key}` })
      const { id } = await ask(page, '/leads', 'POST', { company: `Promised ${my.field}` })
      await ask(page, `/guidelines/${rule.id}`, 'PATCH', { unless: rule.unless })
      await button(say('fields.choice_remove', { label: south })).click()
      const asked = page.locator('[data-modal]')
      const remove = asked.getByRole('button', {
        name: say('fields.choice_remove', { label: south }),
      })
      await remove.click()
      const toRule = (place) => place.getByRole('link', { name: say('base.refused.rule') })
      await toRule(
        page.getByRole('dialog', { name: say('base.refused.title', { name: south }) }),
      ).waitFor()
      await page.keyboard.press('Escape')
      // What is told in passing leads there as well.
      const place = page.url()
      await button(say('fields.field_remove')).click()
      // Not by its role: what is urgent is read out, and hidden from there on until the focus comes to it.
      await page.locator('[data-toast] a', { hasText: say('base.refused.rule') }).click()
      await page.locator(`[data-rule="${rule.id}"][aria-current]`).waitFor()
      await ask(page, `/leads/${id}`, 'DELETE')
      await page.goto(place)
      await button(say('fields.choice_remove', { label: south })).waitFor()
    },
  )
  await check(here('a choice that is removed stays in the record that has it'), async () => {
    const [, south] = my.choices
    await button(say('fields.choice_remove', { label: south })).click()
    const asked = page.locator('[data-modal]')
    await asked.getByRole('button', { name: say('fields.choice_remove', { label: south }) }).click()
    await toast(say('fields.choice_removed', { label: south }))
    const model = await ask(page, '/model')
    const [held] = model.entities
      .find(({ key }) => key === 'lead')
      .fields.flatMap((field) => (field.key === fieldKey ? (field.former_choices ?? []) : []))
    expect(held?.key === (await ask(page, `/leads/${lead.id}`))[fieldKey], JSON.stringify(held))
    await undoLast()
    await button(say('fields.choice_remove', { label: south })).waitFor()
  })
  await check(here('an object of one’s own stands in the menu, with a record'), async () => {
    await goTo('fields')
    await page.keyboard.press('n')
    await page.keyboard.type(my.object)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: my.objects, exact: true }).waitFor()
    const link = page.locator('nav').getByRole('link', { name: my.objects, exact: true })
    await link.click()
    await page.getByRole('heading', { level: 1, name: my.objects, exact: true }).waitFor()
    await page.keyboard.press('n')
    await page.locator('[data-modal] input').first().fill(my.record)
    await page.keyboard.press('Control+Enter')
    await page.getByText(my.record).first().waitFor()
  })
  await check(here('a removed lead comes back from the bin'), async () => {
    const { display } = lead
    await ask(page, `/leads/${lead.id}`, 'DELETE')
    await goTo('bin')
    const row = page.locator('main li', { hasText: display }).first()
    await row.getByText(/Admin|管理员/).waitFor()
    await page
      .getByLabel(say('bin.choose', { title: display }), { exact: true })
      .first()
      .check()
    await page.keyboard.press('r')
    await toast(say('bin.restored_title', { title: display }))
    expect((await ask(page, `/leads/${lead.id}`)).id === lead.id, 'it is not there')
  })
  await check(
    here('several come back by one request, and one undo takes all of them back'),
    async () => {
      const companies = [`Bin one ${my.english}`, `Bin two ${my.english}`]
      for (const company of companies) {
        const { id } = await ask(page, '/leads', 'POST', { company, source: 'web' })
        await ask(page, `/leads/${id}`, 'DELETE')
      }
      await goTo('bin', '?object=lead')
      const boxes = companies.map((title) =>
        page.getByLabel(say('bin.choose', { title }), { exact: true }).first(),
      )
      for (const box of boxes) await box.check()
      const sent = await writesOf(page, async () => {
        await page.keyboard.press('r')
        await toast(say('bin.restored_other', { n: 2 }))
      })
      expect(sent.length === 1, `${sent.length} requests: ${sent}`)
      await boxes[0].waitFor({ state: 'detached' })
      await page.keyboard.press('Control+z')
      await toast(say('base.undo.done'))
      for (const box of boxes) await box.waitFor()
    },
  )
  await check(here('the journal says what was what, and takes it back'), async () => {
    await ask(page, `/leads/${lead.id}`, 'PATCH', { title: 'Old title' })
    await ask(page, `/leads/${lead.id}`, 'PATCH', { title: 'New title' })
    await goTo('journal', '?entity=lead&act=update')
    const line = page.locator('main li', { hasText: 'Old title → New title' }).first()
    await line.getByRole('button', { name: say('journal.undo') }).click()
    await toast(say('base.undo.done'))
    expect((await ask(page, `/leads/${lead.id}`)).title === 'Old title', 'it was not taken back')
    await page
      .locator('main li', { hasText: say('journal.undone') })
      .first()
      .waitFor()
  })
  await check(here('a test mail arrives, and the page says so'), async () => {
    await goTo('mail')
    const before = mailsIn().length
    await button(say('mail.test_send')).click()
    await page.getByText(say('mail.queued'), { exact: true }).waitFor()
    await moveClock({ minutes: 1 })
    await page.getByText(say('mail.accepted'), { exact: true }).waitFor()
    expect(mailsIn().length > before, 'no mail has come')
  })
  await check(here('a backup is made and checked'), async () => {
    await goTo('backups')
    await page.keyboard.press('n')
    await page.getByText(say('health.backup_checked'), { exact: true }).first().waitFor()
    await page.getByText('vigil restore --data NEW_FOLDER FILE').waitFor()
  })
  await check(here('health says in words how the house is'), async () => {
    await goTo('health')
    await page.getByText(say('health.search'), { exact: true }).waitFor()
    await page.getByText(say('health.version'), { exact: true }).waitFor()
  })

  await check(here('a web form is made of a name; its link shows it to a visitor'), async () => {
    await goTo('forms')
    const name = `${my.field} 1`
    await page.keyboard.press('n')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await toast(say('forms.added', { name }))
    const card = page.locator('main li', { hasText: name })
    await card.getByText(/<iframe src=/).waitFor()
    const form = (await ask(page, '/forms?sort=-id&limit=1')).data[0]
    await card.getByText(`/f/${form.key}`).first().waitFor()
    const answer = await fetch(`${VIGIL_URL}/f/${form.key}`)
    expect(answer.status === 200, `the visitor got ${answer.status}`)
  })

  const sections = [
    ['fields', ''],
    ['fields', `?object=lead&field=${fieldKey}`],
    ['fields', '?object=lead&field=budget'],
    ['forms', ''],
    ['bin', ''],
    ['journal', ''],
    ['mail', ''],
    ['backups', ''],
    ['health', ''],
  ]
  for (const [size, small] of [
    ['desktop', zoomed],
    ['phone', narrow],
  ])
    await check(
      here(`axe finds nothing, nothing is cut off (${size}, light and dark)`),
      async () => {
        const view = await openPage({ size, language, storageState })
        for (const [section, search] of sections) {
          await view.goto(`${VIGIL_URL}/admin/${section}${search}`)
          await view.waitForSelector('main h2')
          await axeInBothThemes(view, `${section}${search}`)
          await fitsAt(view, small, `${section}${search}`)
        }
        await view.context().close()
      },
    )
  await check(here('no script error and nothing against the content security policy'), async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  await page.context().close()
}
await finish()
