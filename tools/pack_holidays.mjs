// Packs the non-working public holidays of every country into one JSON file:
// {"DE": {"2026-01-01": "Neujahr"}}, names in the country's own language.
// Use: node tools/pack_holidays.mjs OUT.json
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const FIRST_YEAR = 2020
const LAST_YEAR = 2035
const HOUR_MS = 3600_000

// Rules of the source that begin on the wrong day, as whole days to add. By Korea's decree on public holidays the
// lunar new year is the day before, the day itself and the day after.
const SHIFTED_DAYS = { KR: { 'korean 01-0-01 P3D': -1 } }

const require = createRequire(new URL('./holidays/package.json', import.meta.url))
const Holidays = require('date-holidays')

// The calendar days of one holiday. Its `date` names the first in local time; sunset rules start some hours
// before, so only the length is taken from the moments. Half days do not stop work: whole days count, and a day
// on which the clock springs forward has 23 hours.
function daysOf(holiday, shift) {
    const hours = (holiday.end - holiday.start) / HOUR_MS
    const count = Math.floor((hours + 1) / 24)
    const [year, month, day] = holiday.date.slice(0, 10).split('-').map(Number)
    return Array.from({ length: count }, (_, i) =>
        new Date(Date.UTC(year, month - 1, day + shift + i)).toISOString().slice(0, 10))
}

function daysOfCountry(country) {
    const calendar = new Holidays(country)
    const shifted = SHIFTED_DAYS[country] ?? {}
    const days = {}
    // The year before, too: a holiday may reach over the turn of the year.
    for (let year = FIRST_YEAR - 1; year <= LAST_YEAR; year++) {
        for (const holiday of calendar.getHolidays(year) || []) {
            if (holiday.type !== 'public') continue
            for (const day of daysOf(holiday, shifted[holiday.rule] ?? 0)) days[day] ??= holiday.name
        }
    }
    return Object.fromEntries(Object.entries(days)
        .filter(([day]) => day >= `${FIRST_YEAR}-01-01` && day <= `${LAST_YEAR}-12-31`)
        .sort(([a], [b]) => (a < b ? -1 : 1)))
}

const countries = Object.keys(new Holidays().getCountries()).sort()
const packed = Object.fromEntries(countries.map((country) => [country, daysOfCountry(country)]))
writeFileSync(process.argv[2], JSON.stringify(packed) + '\n')
