/**
 * How often what is drawn at random is tried: so often in `npm run soak`, which sets SOAK for it, and a tenth of that in the suite. Who says how often says the
 * whole of it.
 */
export const times = (whole: number): number => (process.env.SOAK ? whole : Math.ceil(whole / 10))
