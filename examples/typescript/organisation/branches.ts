/** The branches: a program of its own that declares nothing, for the others to import. */

export interface Branch {
  city: string
  /** Who works there; the first one leads. */
  people: readonly string[]
  tills: number
}

export const branches: Readonly<Record<string, Branch>> = {
  graz: { city: 'Graz', people: ['Ida Moser', 'Paul Ebner'], tills: 2 },
  linz: { city: 'Linz', people: ['Nora Haas', 'Emil Bauer', 'Lea Winter'], tills: 3 },
  wels: { city: 'Wels', people: ['Jonas Pichler'], tills: 1 },
}

/** `Ida Moser` is `ida.moser` wherever a name is needed. */
export const account = (person: string): string => person.toLowerCase().replaceAll(' ', '.')
