/**
 * What the print server is told of our printer (a PPD): it takes PDF as it is, in these sizes, in colour. What programs hand over as something else (text, pictures,
 * PostScript) the filters of the system make PDF of, where they are installed.
 */

/** Width and height in points. The first is the one that is taken where nobody says. */
const sizes: readonly [name: string, called: string, width: number, height: number][] = [
  ['A4', 'A4', 595, 842],
  ['Letter', 'US Letter', 612, 792],
  ['Legal', 'US Legal', 612, 1008],
  ['A3', 'A3', 842, 1191],
  ['A5', 'A5', 420, 595],
]
const [[usual]] = sizes as [(typeof sizes)[0]]

const choices = (key: string, heading: string, order: number, codeOf: (size: (typeof sizes)[0]) => string): string[] => [
  `*OpenUI *${key}/${heading}: PickOne`,
  `*OrderDependency: ${order} AnySetup *${key}`,
  `*Default${key}: ${usual}`,
  ...sizes.map((size) => `*${key} ${size[0]}/${size[1]}: "${codeOf(size)}"`),
  `*CloseUI: *${key}`,
]
const paged = ([, , width, height]: (typeof sizes)[0]) => `<</PageSize[${width} ${height}]>>setpagedevice`

export const PPD = [
  '*PPD-Adobe: "4.3"',
  '*FormatVersion: "4.3"',
  '*FileVersion: "1.0"',
  '*LanguageVersion: English',
  '*LanguageEncoding: ISOLatin1',
  '*PCFileName: "SESSION.PPD"',
  '*Manufacturer: "Remote session"',
  '*Product: "(Remote session)"',
  '*ModelName: "Remote session"',
  '*ShortNickName: "Remote session"',
  '*NickName: "Remote session, PDF"',
  '*PSVersion: "(3010.000) 0"',
  '*LanguageLevel: "3"',
  '*ColorDevice: True',
  '*DefaultColorSpace: RGB',
  '*FileSystem: False',
  '*Throughput: "1"',
  '*LandscapeOrientation: Plus90',
  '*TTRasterizer: Type42',
  '*cupsFilter2: "application/pdf application/pdf 0 -"',
  // It has no toner to be asked for, which would take four seconds of each job.
  '*cupsSNMPSupplies: False',
  ...choices('PageSize', 'Paper', 10, paged),
  ...choices('PageRegion', 'Paper', 10, paged),
  `*DefaultImageableArea: ${usual}`,
  ...sizes.map(([name, called, width, height]) => `*ImageableArea ${name}/${called}: "0 0 ${width} ${height}"`),
  `*DefaultPaperDimension: ${usual}`,
  ...sizes.map(([name, called, width, height]) => `*PaperDimension ${name}/${called}: "${width} ${height}"`),
  '',
].join('\n')
