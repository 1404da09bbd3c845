// The process in a real browser, in both languages: a rule from its sentence through dry run and shadow to its first
// exception, a number changed and taken back, a question that reaches the call script, a proposal that opens its rule.
// Against a server with a test clock; its administrator has the same password as VIGIL_EMAIL.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/process.mjs
import {
  axe,
  axeInBothThemes,
  check,
  expect,
  finish,
  openPage,
  sizes,
  signIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, entityIn, moveClock } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

async function signInAsAdmin(page) {
  await signIn(page, { email: VIGIL_ADMIN })
  await page.locator('nav a[href="/process"]').first().waitFor()
}

for (const language of languages) {
  const t = wordsOf(language, 'base', 'crm/process')
  const { stem } = t
  const say = (name) => `${language}: ${name}`
  const page = await openPage({ language })
  const toast = (text) => says(page, text)
  const button = (name, within = page) => within.getByRole('button', { name, exact: true })
  await signInAsAdmin(page)
  const lead = await entityIn(page, language, 'lead')
  const status = lead.field('status')
  const labelOf = (key) => lead.choice('status', key)
  const rules = async () => (await ask(page, '/guidelines?limit=200')).data
  const shipped = (await rules()).find(({ key }) => key === 'lead_unworked')

  await check(
    say('G R leads to the rules; each says its sentence and what it has open'),
    async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('r')
      await page.waitForURL(/\/process/)
      await page.locator(`[data-rule="${shipped.id}"]`).waitFor()
      const shown = await page.locator('[data-rule]').count()
      expect(shown === (await rules()).length, `${shown} rules`)
    },
  )

  let made
  await check(say('a new rule by keyboard: its dry run names the records'), async () => {
    await page.keyboard.press('n')
    await page.waitForURL(/rule=new/)
    const start = page.getByRole('group', { name: t('rule.start'), exact: true })
    await button(t('cond.first'), start).press('Enter')
    await page.waitForFunction(() => document.activeElement?.matches('[data-modal] input'))
    await page.keyboard.type(status.label)
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: labelOf('new'), exact: true }).press('Space')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-modal]', { state: 'detached' })
    const expected = page.getByRole('group', { name: t('rule.expected'), exact: true })
    await button(t('cond.add_count'), expected).press('Enter')
    await page.waitForFunction(() => document.activeElement?.matches('[data-modal] select'))
    await page.locator('[data-modal] button[type="submit"]').press('Enter')
    await page.waitForSelector('[data-modal]', { state: 'detached' })
    await page.getByRole('textbox', { name: t('rule.time'), exact: true }).fill('2')
    await page
      .getByRole('combobox', { name: t('rule.unit', { of: t('rule.time') }), exact: true })
      .selectOption('hours')
    const raised = page.locator('[data-trial]:not([data-trial=""])')
    await raised.waitFor()
    const n = Number(await raised.getAttribute('data-trial'))
    expect(n > 0, 'it would have raised nothing')
    await button(t('trial.show')).click()
    const links = page.getByRole('list', { name: t('trial.list') }).getByRole('link')
    await links.first().waitFor()
    expect((await links.count()) === Math.min(n, 50), `${await links.count()} of ${n} listed`)
    expect(/\/e\/leads\/\d+$/.test(await links.first().getAttribute('href')), 'no link')
  })
  await check(
    say('a time that is none is said at its field, and why it is not saved'),
    async () => {
      const time = page.getByRole('textbox', { name: t('rule.time'), exact: true })
      await time.fill('-3')
      await page.getByRole('alert').getByText(t('rule.time_wrong')).waitFor()
      await page.getByText(t('rule.unsaved_number')).waitFor()
      expect(await button(t('rule.save_new')).isDisabled(), 'it can be saved')
      await time.fill('2')
      await page.getByText(t('rule.time_wrong')).waitFor({ state: 'detached' })
    },
  )
  await check(say('a half-written rule is there again after a reload'), async () => {
    await page.reload()
    const time = page.getByRole('textbox', { name: t('rule.time'), exact: true })
    await time.waitFor()
    expect((await time.inputValue()) === '2', await time.inputValue())
    await page.locator('[data-rule="new"]').waitFor()
  })
  await check(say('what nobody can understand is said in its place by the server'), async () => {
    const start = page.getByRole('group', { name: t('rule.start'), exact: true })
    await button(t('cond.as_text', { label: t('rule.start') }), start).click()
    const box = start.getByRole('textbox')
    const before = await box.inputValue()
    await box.fill('statuss = new')
    await start.getByRole('alert').getByText('status').waitFor()
    await box.fill(before)
    await start.getByRole('alert').waitFor({ state: 'detached' })
    await button(t('cond.as_parts', { label: t('rule.start') }), start).click()
  })
  await check(say('it starts in shadow and is on by one press'), async () => {
    await page
      .getByLabel(t('words.goal'), { exact: false })
      .first()
      .fill('The journey gets an exception.')
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/guidelines'),
    )
    await page.keyboard.press('Control+Enter')
    const body = (await sent).postDataJSON()
    expect(body.within.n === 2 && body.within.unit === 'hours', JSON.stringify(body.within))
    expect(body.start === 'status = new', body.start)
    expect(body.expect === 'count(activities) >= 1', body.expect)
    // Nobody has found words: it is said in every language, also to those who read another than its maker.
    const { en, 'zh-CN': zh } = body.sentence
    expect(/there is at least one activity\.$/.test(en), `English: ${en}`)
    expect(/至少有一?\s?1?\s?个活动。$/.test(zh), `Chinese: ${zh}`)
    await toast(t('rules.created'))
    await page.waitForURL(/rule=\d+/)
    made = new URL(page.url()).searchParams.get('rule')
    const states = page.getByRole('group', { name: t('rule.state') })
    await states.locator('[aria-pressed="true"]').getByText(t('state.shadow')).waitFor()
    await button(t('state.on'), states).click()
    await toast(stem('rules.now_on'))
    const kept = (await rules()).find(({ id }) => id === made)
    expect(kept.state === 'on', kept.state)
  })
  await check(say('two hours later it has its first exceptions'), async () => {
    const { id } = await ask(page, '/me')
    await ask(page, '/leads', 'POST', { company: `Process ${language}`, source: 'fair', owner: id })
    await moveClock({ hours: 3 })
    await page.waitForFunction(
      async (rule) => {
        const filter = encodeURIComponent(`guideline = ${rule}`)
        const answer = await fetch(`/api/v1/exceptions?state=open&filter=${filter}&limit=200`)
        return (await answer.json()).data.some(({ title }) => title.startsWith('Process'))
      },
      made,
      { polling: 250, timeout: 30_000 },
    )
    await page.reload()
    await page.getByRole('group', { name: t('rule.state') }).waitFor()
    await page.locator('[data-open-now]').waitFor()
  })
  await check(
    say('a number changed in a shipped rule is a version; mod+Z takes it back'),
    async () => {
      await page.locator(`[data-rule="${shipped.id}"]`).click()
      const time = page.getByRole('textbox', { name: t('rule.time'), exact: true })
      await time.fill('3')
      await page.locator('[data-trial]:not([data-trial=""])').waitFor()
      await time.press('Control+Enter')
      await toast(t('rules.saved'))
      const now = async () => (await ask(page, `/guidelines/${shipped.id}`)).within.n
      expect((await now()) === 3, `the time is ${await now()}`)
      await page.locator('h1').click()
      await page.keyboard.press('Control+z')
      await toast(t('undo.done'))
      expect((await now()) === shipped.within.n, `the time is ${await now()}`)
      await page.waitForFunction(
        ([name, n]) =>
          [...document.querySelectorAll('input')].some(
            (one) => one.ariaLabel === name && one.value === n,
          ),
        [t('rule.time'), String(shipped.within.n)],
      )
      await page.getByRole('button', { name: stem('versions.title') }).click()
      await page.locator('[data-version]').nth(2).waitFor()
      await page.locator('[data-version] .line-through').first().waitFor()
      await time.fill('4')
      await time.press('Control+Enter')
      const back = page.locator('[data-version]').first().getByRole('button')
      await back.waitFor()
      expect((await now()) === 4, `the time is ${await now()}`)
      await back.click()
      await toast(t('versions.taken_back'))
      expect((await now()) === shipped.within.n, `the time is ${await now()}`)
    },
  )
  await check(say('J and K step through the rules'), async () => {
    const before = page.url()
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.waitForFunction((url) => location.href !== url, before)
    await page.keyboard.press('k')
    await page.waitForFunction((url) => location.href === url, before)
  })
  await check(say('a new question is asked in the call script of a lead'), async () => {
    await page.keyboard.press('2')
    await page.locator('[data-question]').first().waitFor()
    await page.keyboard.press('n')
    await page.locator('[data-modal] input').first().waitFor()
    const inputs = page.locator('[data-modal] input')
    const texts = [`Site visit ${language}?`, `实地考察 ${language}？`, 'Yes', '可以', 'No', '不行']
    for (const [index, text] of texts.entries()) await inputs.nth(index).fill(text)
    await page.keyboard.press('Enter')
    const shown = texts[language === 'en' ? 0 : 1]
    await toast(t('question.added', { question: shown }))
    await page.locator('[data-question]').getByText(shown).waitFor()
    const { data } = await ask(page, '/leads?limit=1&filter=status%20%3D%20new')
    const reader = await openPage({ language, storageState: await page.context().storageState() })
    await reader.goto(`${VIGIL_URL}/e/leads/${data[0].id}`)
    await reader.locator('[data-script]').getByText(shown).waitFor()
    await reader.context().close()
  })
  await check(say('questions change places, and back'), async () => {
    const order = () =>
      page.locator('[data-question]').evaluateAll((all) => all.map((one) => one.dataset.question))
    const before = await order()
    const question = await page.locator('[data-question] div.font-medium').last().innerText()
    const last = page.locator('[data-mover$=" -1"]').last()
    let writes = 0
    page.on('request', (request) => (writes += request.method() === 'PATCH' ? 1 : 0))
    await last.press('Enter')
    await page.waitForFunction(
      (key) => [...document.querySelectorAll('[data-question]')].at(-2)?.dataset.question === key,
      before.at(-1),
    )
    await toast(t('question.moved', { question, n: before.length - 1 }))
    expect(writes === 1, `${writes} requests for one move`)
    await page.keyboard.press('Control+z')
    await toast(t('undo.done'))
    await page.waitForFunction(
      (keys) =>
        [...document.querySelectorAll('[data-question]')]
          .map((one) => one.dataset.question)
          .join() === keys,
      before.join(),
    )
  })
  await check(say('a question must be answered before a lead is qualified'), async () => {
    const question = page.locator('[data-question="budget"]')
    const pick = question.getByRole('combobox')
    await pick.selectOption({ label: t('question.must', { goal: labelOf('qualified') }) })
    const name = lead.fields.find(({ key }) => key === 'budget').label
    await toast(t('question.now_needed', { question: name }))
    await question.locator('[data-demand="true"]').waitFor()
    const { id } = await ask(page, '/leads', 'POST', { company: `Asked ${language}` })
    const early = await ask(page, `/leads/${id}/qualify`, 'POST', {}).catch(
      (refusal) => refusal.message,
    )
    expect(/"field":"budget"/.test(early), `${early}`)
    const reader = await openPage({ language, storageState: await page.context().storageState() })
    await reader.goto(`${VIGIL_URL}/e/leads/${id}`)
    const act = lead.acts.find(({ key }) => key === 'qualify').label
    await reader.locator('main').getByRole('button', { name: act }).first().click()
    await reader.locator('[data-modal]').getByText(name, { exact: true }).first().waitFor()
    await reader.context().close()
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await toast(t('undo.done'))
    await question.locator('[data-demand]').waitFor({ state: 'detached' })
    const done = await ask(page, `/leads/${id}/qualify`, 'POST', {})
    expect(done.status === 'qualified', JSON.stringify(done))
  })
  await check(say('days of a playbook change, and are taken back'), async () => {
    await page.keyboard.press('3')
    const [playbook] = (await ask(page, '/playbooks')).data
    const days = page.getByRole('article').getByRole('textbox', { name: stem('playbooks.days_of') })
    await days.first().fill('4')
    await button(t('playbooks.save')).click()
    await toast(t('playbooks.saved'))
    const kept = async () => (await ask(page, `/playbooks/${playbook.id}`)).steps[0].days
    expect((await kept()) === 4, `${await kept()} days`)
    await page.keyboard.press('Control+z')
    await toast(t('undo.done'))
    expect((await kept()) === playbook.steps[0].days, `${await kept()} days`)
  })
  await check(
    say('a stage gets another name in both languages, and its old one back'),
    async () => {
      const stage = page.locator('[data-stage="proposal"]')
      await stage
        .getByRole('button')
        .filter({ hasText: t('stage.rename') })
        .click()
      const inputs = page.locator('[data-modal] input')
      await inputs.nth(0).fill('Offer')
      await inputs.nth(1).fill('报价')
      await page.keyboard.press('Enter')
      const renamed = language === 'en' ? 'Offer' : '报价'
      await toast(t('stage.saved', { stage: renamed }))
      await stage.getByText(renamed).waitFor()
      await page.keyboard.press('Control+z')
      await toast(t('undo.done'))
      await stage.getByText(language === 'en' ? 'Proposal' : '方案').waitFor()
    },
  )
  const opportunity = await entityIn(page, language, 'opportunity')
  const ownWord = (key) => opportunity.fields.find((one) => one.key === key).label
  const stageName = opportunity.fields
    .find(({ key }) => key === 'stage')
    .choices.find(({ key }) => key === 'demo').label
  const entered = async (values) =>
    ask(page, '/opportunities', 'POST', { name: `Stage ${language}`, stage: 'demo', ...values })
  await check(
    say('a stage brings another probability, on the board too, and its old one'),
    async () => {
      const stage = page.locator('[data-stage="demo"]')
      const box = stage.getByRole('textbox', {
        name: t('stage.value_of', { field: ownWord('probability'), stage: stageName }),
      })
      await box.fill('30')
      await box.press('Enter')
      await toast(t('stage.saved', { stage: stageName }))
      const made = await entered({})
      expect(made.probability === 30, `probability ${made.probability}`)
      expect(made.forecast_category === 'pipeline', made.forecast_category)
      const board = await openPage({ language, storageState: await page.context().storageState() })
      await board.goto(`${VIGIL_URL}/e/opportunities/board`)
      await board.locator('[data-column="demo"] [data-probability="30"]').waitFor()
      await board.context().close()
      await page.locator('h1').click()
      await page.keyboard.press('Control+z')
      await toast(t('undo.done'))
      const back = await entered({})
      expect(back.probability === 25, `probability ${back.probability}`)
    },
  )
  await check(say('from a stage on a field is needed, and the page says so'), async () => {
    const stage = page.locator('[data-stage="demo"]')
    await stage
      .getByRole('combobox', { name: t('stage.ask', { stage: stageName }) })
      .selectOption({ label: ownWord('close_date') })
    await toast(t('stage.needed', { field: ownWord('close_date'), stage: stageName }))
    await stage.locator('[data-need="close_date"]').waitFor()
    const refused = await entered({}).catch((refusal) => refusal.message)
    expect(/"field":"close_date"/.test(refused), `${refused}`)
    const first = await entered({ stage: 'qualified' })
    expect(first.id, JSON.stringify(first))
    await stage.locator('[data-need="close_date"]').getByRole('button').click()
    await toast(t('stage.not_needed', { field: ownWord('close_date'), stage: stageName }))
    await stage.locator('[data-need="close_date"]').waitFor({ state: 'detached' })
    const free = await entered({})
    expect(free.id, JSON.stringify(free))
  })
  await check(say('who says a rule is wrong is heard, and his words open the rule'), async () => {
    const filter = encodeURIComponent(`guideline = ${made}`)
    const { data } = await ask(page, `/exceptions?state=open&filter=${filter}`)
    const note = `Two hours are too short (${language}).`
    await ask(page, `/exceptions/${data[0].id}/accept`, 'POST', { reason: 'rule_wrong', note })
    await page.keyboard.press('4')
    const box = page.locator(`[data-box="${made}"]`)
    await box.getByText(note).waitFor()
    await box.getByText('Administrator').waitFor()
    await button(t('box.open'), box).click()
    await page.waitForURL(new RegExp(`rule=${made}`))
    await page.getByRole('article').getByText(note).waitFor()
    const states = page.getByRole('group', { name: t('rule.state') })
    await button(t('state.off'), states).click()
    await toast(stem('rules.now_off'))
  })
  await check(say('no script error and nothing against the content security policy'), async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  for (const size of Object.keys(sizes))
    await check(say(`axe, ${size}, light and dark`), async () => {
      const view = await openPage({
        size,
        language,
        storageState: await page.context().storageState(),
      })
      await view.goto(`${VIGIL_URL}/process`)
      await view.locator('[data-rule]').first().waitFor()
      await axeInBothThemes(view, 'rules')
      await view.goto(`${VIGIL_URL}/process?rule=${shipped.id}`)
      await view.getByRole('textbox', { name: t('rule.time'), exact: true }).fill('5')
      await view.locator('[data-trial]:not([data-trial=""])').waitFor()
      await button(t('rung.add'), view).click()
      await view.getByRole('button', { name: stem('versions.title') }).click()
      await view.locator('[data-version]').first().waitFor()
      await axeInBothThemes(view, 'a rule being changed')
      await button(
        t('cond.add_count'),
        view.getByRole('group', { name: t('rule.start'), exact: true }),
      ).click()
      await axeInBothThemes(view, 'a count')
      for (const part of ['questions', 'playbooks', 'proposals']) {
        await view.goto(`${VIGIL_URL}/process?part=${part}`)
        await view.locator('[data-question], [data-stage], [data-box]').first().waitFor()
        await axeInBothThemes(view, part)
      }
      await view.context().close()
    })
  await page.context().close()
}

await check('320 px: nothing is wider than the screen', async () => {
  const page = await openPage()
  await signInAsAdmin(page)
  await page.setViewportSize({ width: 320, height: 640 })
  const [rule] = (await ask(page, '/guidelines?limit=1')).data
  for (const path of [
    '',
    `?rule=${rule.id}`,
    '?part=questions',
    '?part=playbooks',
    '?part=proposals',
  ]) {
    await page.goto(`${VIGIL_URL}/process${path}`)
    await page.locator('[data-rule], article, [data-question], [data-box]').first().waitFor()
    const wider = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('main *')].filter(
        (one) => !one.closest('[role="group"]'),
      )
      return Math.max(...boxes.map((one) => one.getBoundingClientRect().right)) - innerWidth
    })
    expect(wider <= 1, `${path}: ${wider} px too wide`)
  }
})
await check('a manager reads the rules and cannot change them', async () => {
  const page = await openPage()
  await signIn(page)
  await page.locator('nav a[href="/process"]').first().waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.getByRole('article').waitFor()
  expect((await page.locator('article select, article input').count()) === 0, 'there are pickers')
  expect((await page.locator('header button').filter({ hasText: 'New rule' }).count()) === 0, 'N')
  await page.getByText('Administrator can change it.', { exact: false }).waitFor()
  await axe(page, 'read only')
})
await check('what is wrong with a rule a manager proposes to change', async () => {
  const page = await openPage()
  await signIn(page)
  await page.locator('nav a[href="/process"]').first().waitFor()
  const [one] = (await ask(page, '/exceptions?state=open&limit=1')).data
  await page.goto(`${VIGIL_URL}/process?rule=${one.guideline.id}`)
  await page.getByRole('button', { name: 'Propose a change' }).click()
  const note = 'Two days are what we promise.'
  await page.getByLabel('What should be different, and why?').fill(note)
  await axe(page, 'a proposal')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Your proposal stands under Proposals')
  await page.getByRole('article').getByText(note).waitFor()
})
await check('the address of a new rule opens its form', async () => {
  const page = await openPage()
  await signInAsAdmin(page)
  await page.goto(`${VIGIL_URL}/process?rule=new`)
  await page.getByRole('article', { name: 'New rule' }).waitFor()
})
await finish()
