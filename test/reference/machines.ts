/** Computers with what enrolment gave them, the policies and packages that set them up, and what is given out by the hour, by lot. */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { featureValues } from '../../schema/vocabulary.ts'
import { bit, dealt, declare, few, type Names, pick, some } from './names.ts'
import { hours, type Pivot, sparse } from './schedules.ts'

const settings = fc
  .record({
    general: some(
      fc.record(
        { proxy: fc.constantFrom({}, { mode: 'manual', url: 'http://proxy.acme.example:3128' }), autoUpdate: fc.boolean() },
        { requiredKeys: [] },
      ),
    ),
    session: some(
      fc.record(
        {
          idleTimeoutMinutes: fc.constantFrom(0, 15),
          watermark: fc.constantFrom({ enabled: true }, { text: 'Acme' }),
          sound: fc.constantFrom('both', 'off'),
        },
        { requiredKeys: [] },
      ),
    ),
    security: some(
      fc.record(
        {
          copyPaste: fc.constantFrom(...featureValues('copyPaste')),
          fileTransfer: fc.constantFrom(...featureValues('fileTransfer')),
          remotePrint: fc.boolean(),
          remoteControl: fc.boolean(),
          sessionRecording: fc.constantFrom({ enabled: true }, { enabled: false }, { required: true }, { enabled: true, required: true }),
          requestPermission: fc.constantFrom({ mode: 'rejectOnTimeout' }, { timeoutSeconds: 10 }),
          additionalPassword: fc.constantFrom({ mode: 'osLogin' }, { mode: 'securityCode', securityCode: { valueFrom: { env: 'CODE' } } }),
          lockInput: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      5,
    ),
    bandwidth: some(fc.record({ maxFrameRate: fc.constantFrom(1, 30) }, { requiredKeys: [] })),
  })
  .map((drawn) => sparse(drawn as Record<string, Json>))

export const computer = (name: string, { forComputers, packages }: Names): fc.Arbitrary<Resource> =>
  fc
    .record({
      group: pick(forComputers),
      declaredSo: fc.boolean(),
      revoked: fc.constantFrom(undefined, undefined, 'open', 'revoked'),
      labels: fc.constantFrom<Json | undefined>(
        undefined,
        { site: 'paris' },
        { site: 'rome' },
        { site: 'paris', floor: '2' },
        { floor: '2' },
      ),
      enrolled: some(
        fc.record({
          package: fc.constantFrom(...packages, 'pack-gone'),
          group: pick([...forComputers, 'g-gone']),
          settings: some(settings),
          facts: some(
            fc.record(
              { hostname: fc.constantFrom('PC-1', 'DESK-7', 'mac-9'), os: fc.constantFrom('linux', 'macos', 'windows') },
              { requiredKeys: [] },
            ),
            4,
          ),
        }),
        2,
      ),
    })
    .map(({ group, declaredSo, revoked, labels, enrolled }) =>
      declare(
        'Computer',
        name,
        { group: declaredSo ? group : undefined, enrolment: revoked },
        {
          ...(labels && { labels }),
          ...(enrolled && { status: { enrolment: sparse(enrolled as Record<string, Json>) } }),
        },
      ),
    )

export const policies = ({ policies, packages, computers, forComputers }: Names): fc.Arbitrary<Resource[]> =>
  fc.tuple(dealt(computers, policies), dealt(forComputers, policies)).chain(([byComputers, byGroups]) =>
    fc
      .tuple(
        fc.tuple(
          ...policies.map((name) =>
            settings.map((drawn) =>
              declare('PreferencePolicy', name, {
                displayName: name,
                settings: drawn,
                targets: { computers: byComputers[name] as string[], groups: byGroups[name] as string[] },
              }),
            ),
          ),
        ),
        fc.tuple(
          ...packages.map((name) =>
            fc
              .tuple(settings, pick(policies))
              .map(([drawn, preferencePolicy]) =>
                declare('DeploymentPackage', name, { displayName: name, settings: drawn, preferencePolicy, platforms: ['linux'] }),
              ),
          ),
        ),
      )
      .map((parts) => parts.flat()),
  )

const mode = fc.constantFrom({ supported: false }, { supported: true }, { supported: true, default: true })
export const scheduled = ({ users, forUsers, computers, forComputers }: Names, { day }: Pivot): fc.Arbitrary<Resource[]> =>
  fc
    .array(
      fc.record({
        computers: fc.oneof(few(computers, 3), fc.constant(computers)),
        groups: few(forComputers),
        enabled: fc.constantFrom(undefined, undefined, true, true, true, false),
        suspended: fc.constantFrom(false, false, false, false, false, true),
        connectionPool: mode,
        exclusiveAccess: fc.tuple(
          mode,
          fc.record({ blankScreen: fc.boolean(), lockInput: fc.boolean(), logoffAfterDisconnect: fc.boolean() }, { requiredKeys: [] }),
        ),
        schedules: fc.array(
          fc.record({
            subjects: fc.record({
              users: fc.oneof(few(users, 3), fc.constant(users)),
              groups: fc.oneof(few(forUsers), fc.constant(forUsers)),
            }),
            hours: hours(day),
            paused: fc.constantFrom(undefined, undefined, undefined, false, false, true),
            force: bit,
            connectionPool: bit,
            exclusiveAccess: bit,
          }),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 3 },
    )
    .map((drawn) =>
      drawn.flatMap(({ suspended, exclusiveAccess: [exclusive, extras], schedules, ...spec }, i) => [
        declare(
          'ScheduledResource',
          `farm-${i}`,
          { displayName: `Farm ${i}`, ...spec, exclusiveAccess: { ...exclusive, ...extras } },
          suspended ? { status: { suspended: { since: '2026-01-01T00:00:00Z', reason: 'gone: zoe' } } } : {},
        ),
        ...schedules.map(({ hours, force, connectionPool, exclusiveAccess, ...more }, j) =>
          declare('Schedule', `hours-${i}-${j}`, {
            resource: `farm-${i}`,
            ...more,
            ...hours,
            forceDisconnectAtEnd: force,
            connectionPool: spec.connectionPool.supported ? connectionPool : connectionPool && undefined,
            exclusiveAccess: exclusive.supported ? exclusiveAccess : exclusiveAccess && undefined,
          }),
        ),
      ]),
    )
