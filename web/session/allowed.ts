import { access } from '../../src/access.ts'
import type { Role } from '../../src/people/rules.ts'

/** Whether somebody with this role may call the operation, by the same table the server asks (src/access.ts). */
export function isAllowed(role: Role, operation: keyof typeof access): boolean {
  const roles: readonly Role[] | 'anyone' = access[operation]
  return roles === 'anyone' || roles.includes(role)
}
