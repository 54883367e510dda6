/**
 * Kinds that the guide or the vendor's console has, and this version hasn't: whoever declares one has made no mistake of spelling, and is
 * told so. A name leaves this list when its kind is listed in kinds/index.ts.
 */
export const laterKinds: readonly string[] = [
  'AlertProfile',
  'Connector',
  'ConnectorProfile',
  'EndpointSecurityPolicy',
  'InventoryPolicy',
  'ItsmIntegration',
  'OneToManyAction',
  'OneToManySchedule',
  'ServiceDeskChannel',
  'SiemDestination',
  'SosApp',
  'UpdatePolicy',
]
