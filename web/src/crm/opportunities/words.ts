import { wordsOf } from '@/base/words'
import english from './words.en.json'

export const { t, tn } = await wordsOf(english, () => import('./words.zh-CN.json'))
