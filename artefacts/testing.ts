/** What the tests of this room share: a package that has a bit of everything, and names by which somebody might break out of a script. */
import type { Deployment } from './artefact.ts'

export const CODE = 'EXAMPLE0CODE'
export const ROOT = `SHA256:${'Example-root_key0'.repeat(3).slice(0, 43)}`

/** The package of the golden files. */
export const kiosks: Deployment = {
  ...{ team: 'acme', name: 'kiosks', code: CODE, server: 'https://control.acme.example:8443', root: ROOT },
  spec: {
    displayName: 'Kiosks & tills, Hôtel "d’Été"',
    namingRule: 'customOrHostname',
    settings: {
      general: { autoLaunch: true, autoUpdate: false, hideTrayIcon: true },
      session: { sound: 'off', idleTimeoutMinutes: 30, keyboardLayoutSync: true },
      security: {
        additionalPassword: { mode: 'osLogin' },
        requestPermission: { mode: 'rejectOnTimeout', timeoutSeconds: 60 },
        lockScreenOnDisconnect: true,
      },
      bandwidth: { maxFrameRate: 30 },
    },
  },
}

/** A name of a package may be any of them: the schema refuses control characters, and nothing else that means something to a machine. */
export const hostile: readonly string[] = [
  `'; touch owned; '`,
  `'"'"'; touch owned #`,
  '$(touch owned)',
  '`touch owned`',
  `\${IFS}touch\${IFS}owned`,
  '%PATH% %0 ^& del %~dp0 !x!',
  '" & calc & "',
  '</string></dict></plist><!-- ]]> &amp; &#10;',
  '‘; Remove-Item x; ’‚‛',
  '“$(Remove-Item x)”',
  '; Stop-Computer #>',
  '{0} {1} {{}}',
  'Ñ Ã‘ 李 👩🏽‍💻 \u00a0\u3000',
  '\\',
  '\\n\\0\\x27',
  '-rf /',
  '*?[a-z]~',
  "'",
  "''",
  '"',
  '#',
  '@echo off',
  'EOF',
]

/** Beyond what the schema lets through: a renderer takes none of it for an end of its line. */
export const broken: readonly string[] = [
  'a\ntouch owned',
  'a\r\ndel x',
  'a\u2028b\u2029c',
  'a\u0085b',
  '\u202egnp',
  '\ud800',
  'a\u001b[2Jb',
  'a\u0000b',
]

export const named = (displayName: string): Deployment => ({ ...kiosks, spec: { ...kiosks.spec, displayName } })
