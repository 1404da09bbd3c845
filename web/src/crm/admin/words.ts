// What the frame and several sections say; a section of its own folder has its own words there.
import { wordsOf } from '@/base/words'
import english from './words.en.json'

export type AdminKey = keyof typeof english
export const { t, tn } = await wordsOf(english, () => import('./words.zh-CN.json'))
