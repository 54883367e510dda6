/** Rectangles of a screen, in pixels: what is shown of it, and how large that is as a picture. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}
export type Size = Pick<Region, 'width' | 'height'>

/** Even numbers, since two pixels share a colour. */
export const even = (length: number): number => Math.max(2, Math.floor(length / 2) * 2)

/** Of a picture that keeps its form and is no larger than any of these bounds; a bound of 0 is none. */
export function sizeWithin({ width, height }: Size, ...bounds: readonly Size[]): Size {
  const scale = Math.min(
    1,
    ...bounds.flatMap((most) => [most.width > 0 ? most.width / width : 1, most.height > 0 ? most.height / height : 1]),
  )
  return { width: even(width * scale), height: even(height * scale) }
}

export const touch = (one: Region, other: Region): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
