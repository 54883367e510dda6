import { guardrail } from '../test/guardrails.ts'
import { vendorComputerName } from './vendor-computer-name.ts'

guardrail(vendorComputerName, [
  {
    when: 'its name is all it has',
    world: 'Computer a-host-name-of-more-than-sixty-four-characters.workstations.paris.acme.example {}',
    fires: ['Computer/a-host-name-of-more-than-sixty-four-characters.workstations.paris.acme.example'],
    says: '78 characters',
  },
  {
    when: 'it has another name to show',
    world: 'Computer a-host-name-of-more-than-sixty-four-characters.workstations.paris.acme.example {displayName: Paris 1}',
    fires: [],
  },
])
