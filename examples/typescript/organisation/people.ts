/** The team, and a group for each branch with the people who work there. */
import { group, team, user } from 'splashtop-iac'
import { account, branches } from './branches.ts'

const director = user('vera.lang', { displayName: 'Vera Lang', email: 'vera.lang@lumen.example', role: 'super-admin' })

team('lumen', { displayName: 'Lumen Opticians', owner: director, scheduledAccess: { timeZone: 'Europe/Vienna' } })

/** Each branch has a group of its own, of people and tills, which its leader administers. */
export const groups = Object.entries(branches).map(([name, { city, people }]) => {
  const staff = group(
    name,
    { displayName: `Branch ${city}`, type: 'mixed', admins: people.slice(0, 1).map(account) },
    { labels: { branch: name } },
  )
  for (const [index, person] of people.entries())
    user(account(person), {
      displayName: person,
      email: `${account(person)}@lumen.example`,
      group: staff,
      role: index === 0 ? 'group-admin' : 'member',
    })
  return staff
})
