import { MissingDependency } from '../../base/index.js';

/** The driver, which is installed only where Postgres is used. Throws `MissingDependency` where it is not. */
export async function loadPg() {
  try {
    return (await import('pg')).default;
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw thrown;
    throw new MissingDependency('pg', 'npm install pg@8', { cause: thrown });
  }
}
