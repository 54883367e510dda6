/**
 * The vendor's words for what a table of users says: the names of its columns, of roles and of licences, in English and in French, in
 * whatever case, with or without accents. Where a word is ours already it stands for itself.
 */
import { didYouMean, type Problem, problem } from '../schema/problem.ts'
import type { Cell } from './csv-reader.ts'

export type Column = 'account' | 'group' | 'displayName' | 'licence' | 'role'

const columnWords: Record<Column, readonly string[]> = {
  account: [
    'account',
    'splashtop account',
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'user',
    'username',
    'user name',
    'login',
  ].concat(['compte', 'compte splashtop', 'adresse', 'adresse email', 'adresse e mail', 'adresse electronique', 'courriel', 'utilisateur']),
  group: ['group', 'user group', 'group name', 'default group', 'groupe', 'groupe d utilisateurs', 'groupe utilisateur', 'nom du groupe'],
  displayName: ['display name', 'displayname', 'name', 'full name', 'nom', 'nom complet', 'nom affiche', 'nom d affichage'],
  licence: ['licence', 'license', 'licence type', 'license type', 'type de licence'],
  role: ['role', 'team role', 'user role', 'role de l equipe', 'role d equipe', 'role dans l equipe'],
}
export const roleWords: ReadonlyMap<string, string> = words({
  owner: ['owner', 'team owner', 'proprietaire', 'proprietaire de l equipe'],
  'super-admin': ['super admin', 'superadmin', 'super administrator', 'super administrateur'],
  admin: ['admin', 'administrator', 'administrateur'],
  'group-admin': ['group admin', 'group administrator', 'groupadmin', 'administrateur de groupe'],
  member: ['member', 'general member', 'membre', 'membre general'],
})
export const licenceWords: ReadonlyMap<string, string> = words({
  access: ['access', 'business access', 'remote access', 'end user', 'acces', 'acces a distance', 'utilisateur final'],
  technician: ['technician', 'technicien', 'remote support'],
})

function words<T extends string>(meanings: Readonly<Record<T, readonly string[]>>): Map<string, T> {
  return new Map((Object.entries(meanings) as [T, readonly string[]][]).flatMap(([meaning, said]) => said.map((word) => [word, meaning])))
}

/** What two spellings of one word have in common: small letters and digits, without accents, parted by single blanks. */
export const spoken = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which column is at which place. */
export function columnsOf(heading: readonly Cell[]): { columns: (Column | undefined)[]; problems: Problem[] } {
  const known = words(columnWords)
  const problems: Problem[] = []
  const seen = new Map<Column, Cell>()
  const columns = heading.map((cell) => {
    const column = known.get(spoken(cell.text))
    const twin = column && seen.get(column)
    if (column === undefined)
      problems.push(
        problem(
          'csv-heading',
          cell.text.trim() === ''
            ? 'This column has no name.'
            : `\`${cell.text.trim().slice(0, 60)}\` is none of the columns${didYouMean(spoken(cell.text), known.keys()) || '.'}`,
          'The columns are account (the e-mail address), group, display name, licence and role; remove any other.',
          cell.at,
        ),
      )
    else if (twin)
      problems.push(
        problem('csv-heading', `Two columns are the ${spoken(columnWords[column][0] as string)}.`, 'Remove one.', [cell.at, twin.at]),
      )
    else seen.set(column, cell)
    return column
  })
  if (!seen.has('account') && heading[0])
    problems.push(
      problem(
        'csv-heading',
        'No column holds the accounts.',
        'The first line names the columns; one of them is `account`, the e-mail address.',
        heading[0].at,
      ),
    )
  return { columns, problems }
}
