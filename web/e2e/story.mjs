// Whoever has never seen it sets up a firm and works in it, in the browser alone: an empty company is set up, its leads
// are imported, a colleague comes in by the mail's link and works a day, the manager is told of an exception, acts,
// changes a rule, and takes a mistake back. In English by mouse on a laptop, in Chinese by finger on a phone.
// Against companies of its own, with a test clock, whose mails go to a folder.
//   VIGIL_BINARY=../build/dev/vigil VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_SMTP=… VIGIL_MAILS=… node e2e/story.mjs
import { check, expect, finish, openPage } from './browser.mjs'
import { freshCompany } from './parts/company.mjs'
import { handOn, within } from './parts/hand.mjs'
import { nextLinkTo } from './parts/mails.mjs'
import { says } from './parts/says.mjs'
import { moveClock } from './parts/server.mjs'
import { wordsOf } from './parts/words.mjs'

const people = {
  en: {
    firm: 'Brightwater',
    country: 'DE',
    zone: 'Europe/Berlin',
    currency: 'EUR',
    colleague: { name: 'Ben Okafor', email: 'ben.story@example.com', password: 'ben has his own' },
    heads: 'Company,First name,Last name,E-mail,Source,Owner',
    leads: ['Mill Works', 'Quarry Six', 'Harbour Shop', 'Green Lane'],
    last: 'Keller',
    source: 'Website',
    prospect: ['Maria Santos, Northfield Tools, +49 30 23125555', 'Maria Santos'],
  },
  'zh-CN': {
    firm: '示例科技',
    country: 'CN',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    colleague: { name: '李雷', email: 'lilei.story@example.com', password: '李雷自己设置的密码' },
    heads: '公司,名,姓,邮箱,来源,负责人',
    leads: ['样本机械', '范例食品', '例证物流', '模板家居'],
    last: '王',
    source: '网站',
    prospect: ['张伟, 演示电子, +86 10 6552 9988', '张伟'],
  },
}

async function story(language, size) {
  const my = people[language]
  const isTouch = size === 'phone'
  const [t, start, take, day, process, plan] = [
    'base',
    'crm/start',
    'crm/import',
    'crm/day',
    'crm/process',
    'crm/plans',
  ].map((room) => wordsOf(language, room))
  const named = (text) => `${language}, ${size}: ${text}`
  const { url, admin, close } = await freshCompany()
  const startedAt = performance.now()

  /** Somebody at a browser of his own. */
  const open = async () => {
    const page = await openPage({ size, language })
    const hand = handOn(page, { isTouch })
    const button = (name, on = page) => on.getByRole('button', { name, exact: true })
    const field = (name, on = page) => on.getByLabel(name, { exact: true })
    return {
      page,
      button,
      field,
      ...hand,
      hand,
      signIn: async ({ email, password }) => {
        await page.goto(`${url}/sign-in`)
        await hand.write(field(t('signin.email')), email)
        await hand.write(field(t('signin.password')), password)
        await hand.press(button(t('signin.in')))
        await page.locator('#main').waitFor()
      },
      /** By the sidebar; on a phone it waits behind the menu. */
      goTo: async (path) => {
        const menu = button(t('nav.menu'))
        if (isTouch && !(await menu.isVisible())) {
          // Down in a page the way back stands in its place; Home is always there.
          const quick = page.getByRole('navigation', { name: t('nav.quick') })
          await hand.press(quick.getByText(t('nav.home')))
        }
        if (isTouch) await hand.press(menu)
        const link = page.getByRole('navigation').locator(`a[href="${path}"]`)
        await hand.press(link.filter({ visible: true }).first())
      },
    }
  }
  const boss = await open()
  const ben = await open()
  const { page } = boss
  const hands = [boss.hand, ben.hand]
  const heading = (name) =>
    page.locator('main').getByRole('heading', { level: 2, name, exact: true }).waitFor()

  await check(named('the firm is set up where the empty company begins'), async () => {
    await boss.signIn(admin)
    await within(600, 'set up the firm', boss.hand, async () => {
      await boss.write(boss.field(start('company_name')), my.firm)
      await boss.choose(boss.field(start('country')), my.country)
      await boss.choose(boss.field(start('time_zone')), my.zone)
      await boss.choose(boss.field(start('currency')), my.currency)
      await boss.press(boss.button(start('save')))
      await heading(start('calendar'))
      await boss.press(boss.button(start('save')))
      await page.getByRole('list', { name: start('people_list') }).waitFor()
    })
  })
  await check(named('a colleague is invited (U10: < 5 min)'), async () => {
    const { name, email } = my.colleague
    await within(300, 'U10 an account for a colleague', boss.hand, async () => {
      await boss.write(boss.field(start('person_name')), name)
      await boss.write(boss.field(start('email')), email)
      await boss.press(boss.button(start('invite')))
      await says(page, start('invited', { name }))
    })
  })
  await check(named('the leads come in from a file'), async () => {
    const rows = my.leads.map(
      (company, n) =>
        `${company},,${my.last},lead${n}@example.com,${my.source},${my.colleague.name}`,
    )
    const file = {
      name: 'leads.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([my.heads, ...rows].join('\r\n')),
    }
    await within(300, 'import the leads', boss.hand, async () => {
      const steps = page.getByRole('navigation', { name: start('steps') })
      await boss.press(steps.getByRole('button', { name: start('leads') }))
      await boss.press(page.getByRole('link', { name: start('leads_import') }))
      await boss.take(boss.button(take('choose_file')), file)
      await boss.press(boss.button(take('to_check')).last())
      await page.getByText(take('ready_all', { rows: take.count('rows', 4) })).waitFor()
      await boss.press(boss.button(take('start')).last())
      await page.getByText(take('finished'), { exact: true }).waitFor()
    })
  })
  await check(named('a prospect is entered in one line (U4: < 2 min)'), async () => {
    const [line, prospect] = my.prospect
    await boss.goTo('/e/leads')
    await within(120, 'U4 enter a prospect', boss.hand, async () => {
      await boss.press(page.locator('main header button[aria-keyshortcuts="N"]'))
      await boss.write(boss.field(t('line.label')), line)
      await boss.press(boss.button(t('form.create')))
      await says(page, t('line.created', { title: prospect }))
    })
  })
  await check(named('the colleague comes in by the link of the mail'), async () => {
    const { email, password } = my.colleague
    await ben.page.goto(await nextLinkTo(email, { url }))
    await ben.write(ben.page.locator('input[type="password"]'), password)
    await ben.press(ben.button(t('reset.set')))
    await ben.page.waitForSelector('#main') // who sets it is in
  })
  const things = (which = '') => ben.page.locator(`[data-thing]${which}`)
  const callOn = async (company) => {
    const line = things().filter({ hasText: company })
    const inDialog = '[data-modal] [data-outcome], [data-modal] button[aria-keyshortcuts="1"]'
    if (isTouch) {
      await ben.press(line.getByRole('button').first())
      await ben.press(ben.page.locator(inDialog).first())
    } else await ben.press(line.locator('[data-outcome="reached"]'))
    await says(ben.page, my.last)
  }
  await check(named('next morning he is warned first, calls two, and takes one back'), async () => {
    await moveClock({ hours: 20 }, url)
    await ben.signIn(my.colleague)
    await ben.page.getByRole('heading', { level: 1, name: t('nav.day') }).waitFor()
    for (const company of my.leads) await things().filter({ hasText: company }).waitFor()
    await within(60, 'U1 two calls of the day', ben.hand, async () => {
      for (const company of my.leads.slice(0, 2)) {
        await callOn(company)
        await things('[data-done]').filter({ hasText: company }).waitFor()
      }
    })
    await callOn(my.leads[2])
    await things('[data-done]').filter({ hasText: my.leads[2] }).waitFor()
    await ben.press(
      ben.button(t('undo.undo'), ben.page.locator('[data-toast]:not([data-limited])')),
    )
    await says(ben.page, t('undo.done'))
    await things(':not([data-done])').filter({ hasText: my.leads[2] }).waitFor()
  })
  await check(named('by the name of a customer: rep and what is open (U2: < 1 min)'), async () => {
    await within(60, 'U2 rep, opportunities and cases of a customer', ben.hand, async () => {
      const find = ben.page.getByRole('button', { name: new RegExp(`^${t('find.open')}`) })
      await ben.press(find.filter({ visible: true }))
      await ben.write(ben.page.locator('[data-modal] [role="combobox"]'), my.leads[3])
      const row = ben.page.locator('[role="option"]', { hasText: my.leads[3] }).first()
      await row.getByText(my.colleague.name).first().waitFor()
      await row.getByText(t('find.no_opportunity')).waitFor()
    })
  })
  const rows = page.locator('main li button[data-row]')
  await check(named('two days later the manager is told of what nobody has touched'), async () => {
    await moveClock({ days: 2 }, url)
    const badge = page.getByRole('navigation').locator('[data-badge]').filter({ visible: true })
    await badge.waitFor() // told where he is, without a click
    await boss.signIn(admin) // two days without a click end a session
    await page.getByRole('heading', { level: 1, name: t('nav.exceptions') }).waitFor()
    for (const company of my.leads.slice(2))
      await rows.filter({ hasText: company }).first().waitFor()
    for (const company of my.leads.slice(0, 2))
      expect((await rows.filter({ hasText: company }).count()) === 0, `${company} was called`)
  })
  await check(named('he acts on it; a wrong answer is taken back'), async () => {
    const first = rows.filter({ hasText: my.leads[2] }).first()
    await within(60, 'U1 clear an exception', boss.hand, async () => {
      await boss.press(first)
      await boss.press(page.getByRole('button', { name: t('exceptions.remind') }))
      await says(page, t('done.reminded', { name: my.colleague.name }))
    })
    await first.waitFor({ state: 'detached' })
    const second = rows.filter({ hasText: my.leads[3] }).first()
    await boss.press(second)
    await boss.press(page.getByRole('button', { name: t('exceptions.accept') }))
    await boss.press(
      page.locator('[data-modal]').getByRole('button', { name: t('accept.customer_asked') }),
    )
    await says(page, t('done.accepted'))
    await boss.press(boss.button(t('undo.undo')))
    await says(page, t('undo.done'))
    await second.waitFor()
  })
  await check(named('the rule behind it gets more time'), async () => {
    await within(120, 'U1 change a rule', boss.hand, async () => {
      await boss.press(rows.filter({ hasText: my.leads[3] }).first())
      await boss.press(page.getByRole('link', { name: t('exceptions.rule'), exact: true }))
      await boss.write(page.getByRole('textbox', { name: process('rule.time'), exact: true }), '2')
      await boss.press(page.getByRole('button', { name: process('rule.save') }))
      await says(page, process('rules.saved'))
    })
    await page.reload()
    const time = page.getByRole('textbox', { name: process('rule.time'), exact: true })
    await time.waitFor()
    expect((await time.inputValue()) === '2', `the rule says ${await time.inputValue()}`)
  })
  await check(named('the forecast is one page away (U7: < 2 min)'), async () => {
    await within(120, 'U7 the current forecast', boss.hand, async () => {
      await boss.goTo('/plan')
      await page.locator('[data-chart]').waitFor()
      await page.getByText(plan('chart.sub')).first().waitFor()
    })
  })
  await check(
    named('no script error and nothing against the content security policy'),
    async () => {
      const complaints = [...page.complaints, ...ben.page.complaints]
      expect(complaints.length === 0, complaints.join('\n'))
    },
  )
  const clicks = hands.reduce((sum, hand) => sum + hand.done().clicks, 0)
  const letters = hands.reduce((sum, hand) => sum + hand.done().letters, 0)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `      ${language}, ${size}: the whole story: ${clicks} clicks, ${letters} letters, ${seconds} s`,
  )
  await page.context().close()
  await ben.page.context().close()
  await close()
}

await story('en', 'desktop')
await story('zh-CN', 'phone')
await finish()
