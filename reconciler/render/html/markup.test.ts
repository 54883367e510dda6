import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, json, ours, written } from './markup.ts'

describe('markup', () => {
  it('escapes whatever is put into it', () => {
    expect(written(html`<p title="${'"\'`'}">${'<b>&'}</p>`)).toBe('<p title="&quot;&#39;&#96;">&lt;b&gt;&amp;</p>')
  })

  it('takes markup as it is, lists one by one, and nothing for what is not there', () => {
    expect(written(html`${[html`<i></i>`, ours('<b></b>'), ' ', 7]}${null}${undefined}${false}`)).toBe('<i></i><b></b> 7')
  })

  it('shows what nobody would see', () => {
    expect(written(html`${'a\u202eb\u0000'}`)).toBe('a&lt;U+202E&gt;b&lt;U+0000&gt;')
  })

  it('does not take an object for markup that only looks like it', () => {
    const forged = JSON.parse('{"Symbol(markup)": "<b>", "markup": "<b>", "html": "<b>"}') as string
    expect(() => written(html`${forged}`)).toThrow(TypeError)
  })

  it('lets no text through that could begin a tag, end an attribute or begin an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, inner] = /^<p title="([\s\S]*)">$/.exec(written(html`<p title="${text}">`)) ?? []
        expect(inner).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/)
      }),
    )
  })

  it('writes JSON that says the same and can not end its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('</script>', '<!--', '&lt;', '\u2028'), (value, hostile) => {
        const text = written(json([value, hostile]))
        expect(text).not.toMatch(/[<>&\u2028\u2029]/)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify([value, hostile])))
      }),
    )
  })
})
