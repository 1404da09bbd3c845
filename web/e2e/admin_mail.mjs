// Without a mail server the page promises no mails: links are handed over, until an administrator sets one up in the
// browser, tries it and saves it. Against a house without --smtp, beside a mail sink.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_SMTP=smtp://… VIGIL_MAILS=folder node e2e/admin_mail.mjs
// VIGIL_EMAIL is a manager; VIGIL_ADMIN, with the same password, is an administrator.
import { readdirSync } from 'node:fs'
import { axe, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { lookAt, openAdmin } from './parts/admin.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, find } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

const [host, port] = process.env.VIGIL_SMTP.replace('smtp://', '').split(':')
const mailsHere = () =>
  readdirSync(process.env.VIGIL_MAILS).filter((file) => file.endsWith('.eml')).length

async function journey(language) {
  const people = wordsOf(language, 'crm/admin/people')
  const mail = wordsOf(language, 'crm/admin/mail')
  const health = wordsOf(language, 'crm/admin/health')
  const start = wordsOf(language, 'crm/start')
  const at = await openAdmin(language)
  const { page, base, toast, tag, named, undo, goTo } = at
  const newcomer = { name: `Hanna ${tag}`, email: `hanna.${tag}@example.com` }
  const password = 'hanna has her own'
  const rowOf = (name) => page.getByRole('listitem').filter({ hasText: name }).first()
  const handed = (name) => page.getByRole('region', { name: base('handed.title', { name }) })
  const linkIn = async (name) => {
    const link = await handed(name).getByRole('textbox').inputValue()
    expect(/\/reset\?token=[\w-]{40,}$/.test(link), link)
    return VIGIL_URL + link.slice(link.indexOf('/reset'))
  }
  const stranger = await openPage({ language })

  await named('a forgotten password: no link is promised')(async () => {
    await stranger.goto(`${VIGIL_URL}/sign-in?forgotten=1`)
    await stranger.locator('input[type="email"]').fill('nobody@example.com')
    await stranger.keyboard.press('Enter')
    const alert = stranger.getByRole('alert')
    await becomes(
      () => alert.textContent(),
      (text) => text !== '',
      'what the page says',
    )
    expect((await stranger.getByRole('status').count()) === 0, 'a link is promised')
  })
  await named('an invitation without mail is a link to hand over')(async () => {
    await goTo('people')
    await page.getByText(people('add_hint_no_mail'), { exact: false }).waitFor()
    const form = page.getByRole('form', { name: people('add') })
    await form.getByRole('textbox').nth(0).fill(newcomer.name)
    await form.getByRole('textbox').nth(1).fill(newcomer.email)
    await page.keyboard.press('Enter')
    await toast(people('invited_no_mail', { name: newcomer.name }))
    await handed(newcomer.name).waitFor()
    await axe(page, 'a link to hand over')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await handed(newcomer.name)
      .getByRole('button', { name: base('handed.copy'), exact: true })
      .click()
    await toast(base('handed.copied'))
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.endsWith((await linkIn(newcomer.name)).slice(VIGIL_URL.length)), copied)
  })
  await named('the same address again: told, and nobody is renamed')(async () => {
    const form = page.getByRole('form', { name: people('add') })
    await form.getByRole('textbox').nth(0).fill('Somebody Else')
    await form.getByRole('textbox').nth(1).fill(newcomer.email)
    await page.keyboard.press('Enter')
    await form.getByRole('alert').getByText(newcomer.name, { exact: false }).waitFor()
    const user = await find(page, 'users', `email = "${newcomer.email}"`)
    expect(user.name === newcomer.name, user.name)
  })
  await named('another link voids the first; by it the colleague comes in')(async () => {
    const first = await linkIn(newcomer.name)
    await goTo('people')
    await rowOf(newcomer.email).getByRole('button').first().click()
    const dialog = page.locator('[data-modal]')
    expect(
      (await dialog.getByRole('button', { name: people('resend') }).count()) === 0,
      'a mail is offered',
    )
    await dialog.getByRole('button', { name: people('copy_link') }).click()
    await handed(newcomer.name).waitFor()
    const second = await linkIn(newcomer.name)
    await page.keyboard.press('Escape')
    for (const link of [first, second]) {
      await stranger.goto(link)
      await stranger.locator('input[type="password"]').fill(password)
      await stranger.keyboard.press('Enter')
      if (link === second)
        await stranger.waitForSelector('#main') // who sets it is in
      else
        await becomes(
          () => stranger.getByRole('alert').textContent(),
          (text) => text !== '',
          'the first link is refused',
        )
    }
  })
  await named('the first steps say the same')(async () => {
    await page.goto(`${VIGIL_URL}/start`)
    await page
      .getByRole('main')
      .getByRole('button', { name: start('people') })
      .first()
      .click()
    await page.getByText(start('people_no_mail')).waitFor()
  })
  await named('a reminder is not said to be sent')(async () => {
    const grace = await openPage({ language })
    await signIn(grace)
    await grace.waitForSelector('nav a[href="/e/leads"]')
    await grace.goto(VIGIL_URL)
    await grace.locator('main li button').first().waitFor()
    const remind = grace.locator('aside button[aria-keyshortcuts="R"]')
    for (let step = 0; step < 20 && (await remind.count()) === 0; step++) {
      const before = await grace.locator('main li button[aria-current="true"]').textContent()
      await grace.keyboard.press('j')
      await becomes(
        () => grace.locator('main li button[aria-current="true"]').textContent(),
        (text) => text !== before,
        'the next exception',
      )
    }
    await grace.keyboard.press('r')
    await says(grace, base('told.no_server'))
    await grace.keyboard.press('Control+z')
    await says(grace, base('undo.done'))
    await grace.context().close()
  })

  const field = (key) => page.getByLabel(mail(key), { exact: true })
  const press = (key) => page.getByRole('button', { name: mail(key), exact: true }).click()
  await named('what is wrong with a mail server stands at its field')(async () => {
    await goTo('mail')
    await field('host').fill('smtp://mail.example.com')
    await field('from').fill('crm@example.com')
    await press('test_send')
    await page.locator('[aria-invalid="true"]').first().waitFor()
    await becomes(
      () => field('host').evaluate((input) => input === document.activeElement),
      (isThere) => isThere,
      'one types where it is wrong',
    )
    await axe(page, 'a mail server that is refused')
  })
  await named('it is tried before it is saved')(async () => {
    await field('host').fill(host)
    await field('port').fill(port)
    await press('test_send')
    await page.getByText(mail('tried_bad'), { exact: true }).waitFor() // the sink has no STARTTLS
    await field('security').selectOption('none')
    expect((await field('port').inputValue()) === port, 'the port was taken away')
    const before = mailsHere()
    await press('test_send')
    await page.getByText(mail('tried_good'), { exact: true }).waitFor()
    expect(mailsHere() === before + 1, 'no mail has come')
    expect((await ask(page, '/mail/server')).source === 'none', 'it is kept already')
  })
  await named('saved, it is in use at once; removing it is one key, and comes back')(async () => {
    await press('save')
    await toast(mail('saved'))
    await page.getByText(`${host}:${port}`).first().waitFor()
    await page.getByText(mail('test_send')).first().waitFor()
    expect((await ask(page, '/mail')).configured, 'not configured')
    await goTo('people')
    await page.getByText(people('add_hint'), { exact: true }).waitFor()
    await goTo('mail')
    await press('remove')
    await toast(mail('removed'))
    await page.getByText(mail('not_configured')).waitFor()
    await undo()
    await becomes(
      () => ask(page, '/mail'),
      ({ configured }) => configured,
      'the server is back',
    )
    await ask(page, '/mail/server', 'DELETE')
  })

  await named('health asks for a backup, and it can be taken away')(async () => {
    const hasNone = (await ask(page, '/backups')).data.length === 0
    await goTo('health')
    if (hasNone) await page.getByText(health('backups_none'), { exact: true }).waitFor()
    await goTo('backups')
    await page.getByRole('button', { name: health('backup_make') }).click()
    const link = page.getByRole('link', { name: health.stem('backup_download_of') })
    await link.first().waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.first().click()])
    expect(/^vigil-.*\.db$/.test(download.suggestedFilename()), download.suggestedFilename())
    expect((await download.failure()) === null, 'the download broke off')
    const line = (await ask(page, '/journal?act=download_backup&limit=1')).data[0]
    expect(line.actor.name !== '' && !line.can_undo, JSON.stringify(line))
  })
  await named('web forms stand in one place')(async () => {
    expect((await page.locator('nav a[href="/e/forms"]').count()) === 0, 'in the sidebar too')
  })
  await lookAt(at, language, ['mail', 'backups', 'health', 'people'])
  await named('no script error and nothing against the content security policy')(async () => {
    const complaints = [...page.complaints, ...stranger.complaints]
    expect(complaints.length === 0, complaints.join('\n'))
  })
  await stranger.context().close()
  await page.context().close()
}

for (const language of languages) await journey(language)
await finish()
