import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import { watchedOf } from './rule_editor'

test('a rule is about what people work on, not about what is set up', () => {
  const fields = [testField('owner', 'link', { link: 'user' })]
  const model = {
    version: 1,
    language: 'en',
    entities: [
      testEntity('lead', { fields }),
      testEntity('form', { fields }),
      testEntity('saved_view', { fields, menu: false }),
      testEntity('exception', { fields, menu: false }),
      testEntity('own_visit', { fields, own: true }),
      testEntity('product'),
      testEntity('activity', { fields: [...fields, testField('lead', 'link', { link: 'lead' })] }),
    ],
  }
  expect(watchedOf(model).map(({ key }) => key)).toEqual(['lead', 'own_visit', 'activity'])
})
