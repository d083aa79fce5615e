import { S3NetworkError, S3ServiceError } from 's3mini'
import { SettingsError } from '../config.ts'
import { newId } from '../ids.ts'
import { bucketOf } from './s3.ts'
import type { S3Settings } from './settings.ts'

/**
 * Stores, reads and removes a small file, so that wrong settings are found at start and not by the first customer.
 * @throws SettingsError naming the setting that is wrong and the remedy
 */
export async function checkBucket(settings: S3Settings): Promise<void> {
  const bucket = bucketOf(settings)
  const key = `${settings.prefix}check-${newId()}`
  try {
    await bucket.putObject(key, Buffer.from('Amends was here'))
    const answer = await bucket.getObjectRaw(key)
    const isSame = (await answer.text()) === 'Amends was here'
    await bucket.deleteObject(key)
    if (!isSame) throw new Error('what was read is not what was stored')
  } catch (error) {
    throw new SettingsError(`The files cannot be kept in S3:\n  ${explain(error, settings)}`, { cause: error })
  }
}

function explain(error: unknown, { bucket, endpoint, region, pathStyle }: S3Settings): string {
  if (error instanceof S3ServiceError) {
    const said = error.serviceCode ?? String(error.status)
    const remedy = remedies[said] ?? (error.status === 403 ? remedies.AccessDenied : undefined)
    return remedy
      ? remedy.replace('{bucket}', bucket).replace('{endpoint}', endpoint).replace('{region}', region)
      : `${endpoint} answers ${said} (status ${error.status}). Is it the address of an S3 service (S3_ENDPOINT)?`
  }
  const reason = error instanceof S3NetworkError ? error.code : ((error as Error).cause as Error | undefined)?.message
  const style = pathStyle ? '' : ' With S3_PATH_STYLE=false the bucket’s name is put before the host’s; try true.'
  return `S3_ENDPOINT: ${endpoint} is not reached (${reason ?? (error as Error).message}).${style}`
}

const remedies: Record<string, string> = {
  NoSuchBucket: 'S3_BUCKET: there is no bucket "{bucket}" at {endpoint}. Make it first, or name another.',
  InvalidAccessKeyId: 'S3_ACCESS_KEY_ID: {endpoint} does not know this key.',
  SignatureDoesNotMatch: 'S3_SECRET_ACCESS_KEY: it does not belong to S3_ACCESS_KEY_ID.',
  AccessDenied:
    'S3_ACCESS_KEY_ID: this key may not write, read and delete in "{bucket}". Allow s3:PutObject, s3:GetObject and s3:DeleteObject.',
  AuthorizationHeaderMalformed: 'S3_REGION: "{region}" is not the region of "{bucket}".',
  PermanentRedirect: 'S3_REGION or S3_ENDPOINT: "{bucket}" is elsewhere than {endpoint}.',
}
