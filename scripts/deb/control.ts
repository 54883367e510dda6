/** What the package says of itself: control, copyright (DEP 5) and changelog, in Debian's own formats (policy, chapters 4, 5 and 12). */

/**
 * What Node is linked against, and the authorities that a system trusts. The versions are those of its oldest symbols (GLIBC_2.28,
 * GLIBCXX_3.4.21); a test reads them out of it. They are there on Debian 10, Ubuntu 18.10 and everything since.
 */
export const DEPENDS = ['ca-certificates', 'libatomic1', 'libc6 (>= 2.28)', 'libgcc-s1 | libgcc1', 'libstdc++6 (>= 5)'] as const

/** Debian's own words for it; who builds a package answers for it. */
const maintainer = ({ DEBFULLNAME, DEBEMAIL } = process.env): string =>
  DEBFULLNAME && DEBEMAIL ? `${DEBFULLNAME} <${DEBEMAIL}>` : 'splashtop-iac <splashtop-iac@localhost>'

export const control = ({ version, arch, bytes }: { version: string; arch: string; bytes: number }): string => `Package: splashtop-agent
Version: ${version}
Architecture: ${arch}
Maintainer: ${maintainer()}
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: ${DEPENDS.join(', ')}
Section: admin
Priority: optional
Description: remote access run from Git: the agent on each computer
 It enrols a computer in a team, holds the policy that the team's control plane
 signed for it, enforces what this system can enforce, and reports what it could
 not. It believes nothing that does not lead back to the root key whose
 fingerprint it was told at enrolment.
 .
 It brings a Node of its own, and touches no other.
`

export const changelog = ({
  version,
  epoch,
}: {
  version: string
  epoch: number
}): string => `splashtop-agent (${version}) unstable; urgency=medium

  * splashtop-agent ${version.replace(/-\d+$/, '')}.

 -- ${maintainer()}  ${new Date(epoch * 1000).toUTCString().replace('GMT', '+0000')}
`

/** @param bundled the licences of what is in the bundle @param node those of Node and what it contains */
export const copyright = (
  bundled: string,
  node: string,
): string => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: splashtop-iac

Files: *
Copyright: the authors of splashtop-iac
License: Apache-2.0
 On Debian systems the text of this licence is in /usr/share/common-licenses/Apache-2.0.

Files: usr/lib/splashtop-agent/dist/*
Copyright: the authors of splashtop-iac and of the packages below
License: Apache-2.0 and those of the packages
${indented(bundled)}

Files: usr/lib/splashtop-agent/node
Copyright: the contributors of Node.js and of what it contains
License: MIT and those of what it contains
${indented(node)}
`

/** As a field's further lines: each behind a blank, an empty one as a dot. */
const indented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`))
    .join('\n')
