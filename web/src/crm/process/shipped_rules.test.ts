// What the page says of the conditions of every rule that comes with the product, in both languages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fetchTexts, inLanguage, setLanguage, type Language } from '@/base/words'
import { testEntity, testField } from '@/model/test_parts'
import type { Field, Model } from '@/model/types'
import { madeBroken, madeSentence, withWords } from './made_sentence'
import { newDraft } from './rule'
import { wordsOfText } from './condition_words'

type Named = Record<Language, string>
interface DeclaredField extends Partial<Omit<Field, 'label' | 'choices'>> {
  kind: Field['kind']
  label: Named
  choices?: { key: string; label: Named }[]
}
interface Declared {
  entity: string
  plural: string
  label: Named
  label_plural: Named
  fields: Record<string, DeclaredField>
}
interface Rule {
  guideline: string
  entity: string
  start: string
  expect: string
  unless?: string
}

// vitest runs in web/
const folder = '../crm'
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
const read = <T>(ending: string) =>
  files
    .filter((path) => path.endsWith(ending))
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T)
const declared = read<Declared>('.entity.json')
const rules = read<Rule>('.guideline.json').toSorted((a, b) => (a.guideline < b.guideline ? -1 : 1))

const labelIn = (of: Language, key: string, label?: Named) => label?.[of] ?? key
const modelIn = (of: Language) =>
  ({
    entities: declared.map((one) =>
      testEntity(one.entity, {
        plural: one.plural,
        label: labelIn(of, one.entity, one.label),
        label_plural: labelIn(of, one.plural, one.label_plural),
        fields: [
          testField('id', 'integer'),
          testField('created_at', 'moment'),
          ...Object.entries(one.fields).map(([key, { label, choices, ...field }]) =>
            testField(key, field.kind, {
              ...field,
              label: labelIn(of, key, label),
              choices: choices?.map((choice) => ({
                key: choice.key,
                label: labelIn(of, choice.key, choice.label),
              })),
            }),
          ),
        ],
      }),
    ),
  }) as Model

const models = { en: modelIn('en'), 'zh-CN': modelIn('zh-CN') }
const subject = (of: Language, entity: string) => ({
  entity: models[of].entities.find(({ key }) => key === entity)!,
  model: models[of],
  included: {},
})

beforeAll(() => fetchTexts('zh-CN'))
afterEach(() => setLanguage('en'))

const said = (of: Language, entity: string, text?: string) =>
  text && inLanguage(of, () => wordsOfText(text, subject(of, entity)))

/** A long sentence in the lines in which one reads it. */
const pieces = /(?<=, |，)(?=or |and |或者|并且)/
const allSaid = (of: Language) =>
  rules.map(({ guideline, entity, start, expect: wanted, unless }) => [
    guideline,
    ...[start, wanted, unless].flatMap((text) => said(of, entity, text)?.split(pieces) ?? []),
  ])

test('every condition is an English sentence', () => {
  expect(allSaid('en')).toMatchInlineSnapshot(`
    [
      [
        "lead_stale_qualified",
        "Status is Qualified",
        "there is at least one activity after the start that is not planned",
        "there is at least one opportunity that is not lost",
      ],
      [
        "lead_unanswered_questions",
        "Status is Qualified",
        "every qualifying question is answered",
      ],
      [
        "lead_untouched",
        "Status is New",
        "Status is not New, ",
        "or there is at least one activity of kind Call whose Direction is Outgoing and that is not planned",
      ],
      [
        "lead_unworked",
        "Status is New",
        "Status is not New, ",
        "or there are at least 5 activities of kind Call whose Outcome is not Wrong number and that are not planned",
      ],
      [
        "lead_without_opportunity",
        "Status is Qualified",
        "there is at least one opportunity with Close date and Amount filled",
      ],
      [
        "meeting_incomplete",
        "Kind is Meeting and State is Held",
        "Subject and Result are filled, ",
        "and Contact or Lead is filled",
      ],
      [
        "opportunity_no_movement",
        "Stage is not Won or Lost",
        "Stage, Amount, ",
        "or Close date has changed since the start, ",
        "or there is at least one activity after the start that is not planned",
        "Stage is Won or Lost",
      ],
      [
        "opportunity_not_acted_on",
        "Stage is not Won or Lost",
        "Accepted since the start, ",
        "or Stage has changed since the start, ",
        "or there is at least one activity since the start that is not planned, ",
        "or there is at least one step with Done at since the start",
        "Stage is Won or Lost",
      ],
      [
        "opportunity_unused_steps",
        "Stage is not Won or Lost",
        "there is at least one step that is not open",
        "Stage is Won or Lost",
      ],
    ]
  `)
})

test('every condition is a Chinese sentence', () => {
  expect(allSaid('zh-CN')).toMatchInlineSnapshot(`
    [
      [
        "lead_stale_qualified",
        "状态是已确认",
        "至少有1个起算之后发生、不处于“计划”状态的活动",
        "至少有1个不处于“丢单”状态的商机",
      ],
      [
        "lead_unanswered_questions",
        "状态是已确认",
        "所有资格问题均已回答",
      ],
      [
        "lead_untouched",
        "状态是新线索",
        "状态不是新线索，",
        "或者至少有1个类型为电话、方向是呼出、不处于“计划”状态的活动",
      ],
      [
        "lead_unworked",
        "状态是新线索",
        "状态不是新线索，",
        "或者至少有5个类型为电话、结果不是号码错误、不处于“计划”状态的活动",
      ],
      [
        "lead_without_opportunity",
        "状态是已确认",
        "至少有1个预计成交日期和金额已填写的商机",
      ],
      [
        "meeting_incomplete",
        "类型是会面且状态是已进行",
        "主题和成果已填写，",
        "并且联系人或线索已填写",
      ],
      [
        "opportunity_no_movement",
        "阶段不是赢单或丢单",
        "自起算时刻起阶段、金额或预计成交日期有变化，",
        "或者至少有1个起算之后发生、不处于“计划”状态的活动",
        "阶段是赢单或丢单",
      ],
      [
        "opportunity_not_acted_on",
        "阶段不是赢单或丢单",
        "接受时间不早于起算时刻，",
        "或者自起算时刻起阶段有变化，",
        "或者至少有1个自起算时刻起发生、不处于“计划”状态的活动，",
        "或者至少有1个完成时间不早于起算时刻的步骤",
        "阶段是赢单或丢单",
      ],
      [
        "opportunity_unused_steps",
        "阶段不是赢单或丢单",
        "至少有1个不处于“未完成”状态的步骤",
        "阶段是赢单或丢单",
      ],
    ]
  `)
})

describe.each(['en', 'zh-CN'] as const)('in %s', (of) => {
  test.each(rules)('$guideline: nothing of the language of conditions is left', (rule) => {
    for (const text of [rule.start, rule.expect, rule.unless ?? 'true'])
      expect(said(of, rule.entity, text)).not.toMatch(/[=<>_(){}]|\b(count|not in|started)\b/)
  })
})

test('a sentence made by itself stands in every language; what was written is kept', () => {
  const rule = rules.find(({ guideline }) => guideline === 'lead_stale_qualified')!
  const draft = { ...newDraft('lead'), start: rule.start, expect: rule.expect }
  const made = {
    en: madeSentence(draft, subject('en', 'lead')),
    'zh-CN': inLanguage('zh-CN', () => madeSentence(draft, subject('zh-CN', 'lead'))),
  }
  expect(made).toEqual({
    en: 'Lead: once Status is Qualified, then within {within} there is at least one activity after the start that is not planned.',
    'zh-CN':
      '线索：当状态是已确认时，须在{within}内满足：至少有1个起算之后发生、不处于“计划”状态的活动。',
  })
  const both = { sentence: made, broken: { en: 'short' } }
  expect(withWords(draft, both)).toMatchObject(both)
  const written = { ...draft, sentence: { en: 'Mine' } }
  expect(withWords(written, both).sentence).toEqual({ en: 'Mine' })
  const short = { ...draft, broken: { en: 'cold' } }
  expect(withWords(short, both).broken).toEqual({ en: 'cold' })
})

test('the few words made for a row stay few', () => {
  const of = subject('en', 'lead')
  const words = (expect: string) => madeBroken({ ...newDraft('lead'), expect }, of)
  expect(words('status = qualified')).toBe('not within {within}: Status is Qualified')
  const long = rules.find(({ guideline }) => guideline === 'lead_stale_qualified')!.expect
  expect(words(long)).toMatch(/^not within \{within\}: .{40,48}$/)
  expect(words(long)).toMatch(/…$/)
})
