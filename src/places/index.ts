export { hashPassword, passwordRight, type SignInGround } from './accounts.ts'
export { bodiesOf } from './addressees.ts'
export { initialsOf, readingsOf } from './initials.ts'
export {
  abolishedBodies,
  bodiesToday,
  bodyToday,
  fullNames,
  placeOfBody,
  shortName,
  shortNames,
  type Abolished,
  type PresentBody,
} from './bodies.ts'
export { createOrganization, createPost } from './commands.ts'
export { createHolding, createPerson } from './holdings.ts'
export { membersOf, presentBodies, territorialBody } from './organizations.ts'
export {
  holdersOf,
  personNames,
  postsOfOrganization,
  postsWithoutHolder,
  type Holder,
  type PostInEffect,
} from './people.ts'
export {
  displacedPlaces,
  displacedUnder,
  findPlace,
  homeOf,
  lineageOf,
  listPlacesBy,
  placeNames,
  placeScope,
  type PlaceName,
} from './places.ts'
export { FAMILIES, may, RIGHTS, type Right } from './rights.ts'
export { routes } from './routes.ts'
export { scopeOfPlace, type Displaced } from './scopes.ts'
export {
  actorOf,
  directoryScope,
  postsOf,
  signOutOf,
  standingOf,
  switchPostTo,
  type Standing,
} from './sessions.ts'
export { signInWith } from './sign-in.ts'
export { Standings } from './standings.ts'
export { inEffect } from './tables.ts'
export { ROLES, type Role } from './vocabulary.ts'
export {
  insertPlaces,
  loadableProvinces,
  loadDivisions,
  seedPlaces,
  type PlaceSeed,
} from './divisions.ts'
export { loadDemoDirectory } from './demo/load.ts'
export {
  demoId,
  demoMembers,
  DEMO_SHOP,
  demoOrganizations,
  type DemoOrganization,
} from './demo/organizations.ts'
export {
  DEMO_PASSWORD,
  demoPeople,
  demoPosts,
  type DemoPerson,
  type DemoPost,
} from './demo/people.ts'
export { DEMO_COUNTIES, demoPlaces, externalPlaces } from './demo/places.ts'
