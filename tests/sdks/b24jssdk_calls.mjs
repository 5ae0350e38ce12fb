// Goes through the table of calls with b24jssdk: b24jssdk_calls.mjs CALLS STATE BASE_URL.
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { ApiVersion, B24Hook, B24OAuth, ParamsFactory } from '@bitrix24/b24jssdk'

const SDK = 'b24jssdk'
const TIMEOUT = 20_000

async function seed(base, path) {
  const answer = await fetch(`${base}/__portal/state`, {
    method: 'PUT', body: readFileSync(path), signal: AbortSignal.timeout(TIMEOUT)
  })
  if (!answer.ok) throw new Error(`the portal refused the state: HTTP ${answer.status}`)
}

function client(base, caller, seen) {
  // One attempt: a second would only hide what the first was answered.
  const options = { restrictionParams: { ...ParamsFactory.getEnterprise(), maxRetries: 1 } }
  const b24 = 'webhook' in caller ? hook(base, caller, options) : application(base, caller, options)
  const http = b24.getHttpClient(ApiVersion.v2).ajaxClient
  Object.assign(http.defaults, { timeout: TIMEOUT, proxy: false })
  const note = (response) => Object.assign(seen, { http: response?.status, body: response?.data })
  http.interceptors.response.use(
    (response) => { note(response); return response },
    (error) => { note(error.response); throw error }
  )
  return b24
}

function hook(base, caller, options) {
  const [userId, secret] = caller.webhook.split('/')
  const b24 = new B24Hook({ b24Url: base, userId: Number(userId), secret }, options)
  // It writes https whatever it is given; the portal speaks plain http.
  b24.getTargetOriginWithPath().set(ApiVersion.v2, `${base}/rest/${caller.webhook}`)
  return b24
}

function application(base, caller, options) {
  const endpoint = caller.slash ? `${base}/rest/` : `${base}/rest`
  return new B24OAuth({
    applicationToken: 'local', userId: 1, memberId: 'local', scope: 'biconnector', status: 'L',
    accessToken: caller.token, refreshToken: 'local',
    // A token that has run out would be renewed elsewhere, and here nothing may leave this machine.
    expires: Math.floor(Date.now() / 1000) + 3600, expiresIn: 3600, serverEndpoint: `${base}/rest/`,
    domain: new URL(base).host, clientEndpoint: endpoint
  }, { clientId: 'local', clientSecret: 'local' }, options)
}

// Puts what is given, or what earlier calls gave, where `$name.path` stands.
function filled(value, kept) {
  if (Array.isArray(value)) return value.map((part) => filled(part, kept))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part, kept)]))
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  const found = value.slice(1).split('.').reduce((at, step) => at?.[step], kept)
  if (found === undefined) throw new RangeError(value)
  return filled(found, kept)
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)

// `?` is anything but nothing; an object may have more members than are wanted.
function fits(wanted, got) {
  if (wanted === '?') return got !== null && got !== undefined
  if (isObject(wanted)) {
    // PHP has one empty array.
    if (isDeepStrictEqual(wanted, {}) && isDeepStrictEqual(got, [])) return true
    return isObject(got) && Object.entries(wanted).every(([name, part]) => name in got && fits(part, got[name]))
  }
  if (Array.isArray(wanted)) {
    return Array.isArray(got) && wanted.length === got.length && wanted.every((part, at) => fits(part, got[at]))
  }
  return wanted === got
}

// What the portal answered, in the table's words.
function read({ http, body }) {
  if (!isObject(body)) return { unreadable: String(body ?? '').slice(0, 60), http }
  if ('error' in body) return { error: body.error, http }
  if (isObject(body.result) && 'error' in body.result) return { error: body.result.error.error, in: 'result' }
  return { result: body.result }
}

// Makes the call; gives what the SDK made of the answer, and what it holds against it.
async function make(b24, call, params, seen) {
  let given
  try {
    given = await b24.actions.v2.call.make({ method: call.method, params })
  } catch (error) {
    return [`throws ${error.constructor.name}`, seen.http ? undefined : error.message]
  }
  if (!given.isSuccess) return [`returns ${[...given.getErrors()][0].constructor.name}`]
  const { result } = given.getData()
  if (!isDeepStrictEqual(result, seen.body.result)) return ["another result than the portal's"]
  return [isObject(result) && 'error' in result ? 'error taken for a success' : 'result']
}

function short(answer) {
  const text = JSON.stringify(answer)
  return text.length <= 72 ? text : `${text.slice(0, 69)}...`
}

async function main(calls, state, base) {
  const table = JSON.parse(readFileSync(calls, 'utf8'))
  await seed(base, state)
  const seen = {}, kept = { given: table.given }
  const clients = Object.fromEntries(
    Object.entries(table.callers).map(([name, caller]) => [name, client(base, caller, seen)])
  )
  const mine = table.calls.filter((call) => SDK in call)
  let wrong = 0, taken = 0
  for (const call of mine) {
    for (const name of Object.keys(seen)) delete seen[name]
    let params, wanted
    try {
      [params, wanted] = [filled(call.params, kept), filled(call.answer, kept)]
    } catch {
      wrong += 1
      console.log(`FAIL ${call.method} [${call.auth}]: not called, an earlier call gave nothing to call it with`)
      continue
    }
    const [outcome, trouble] = await make(clients[call.auth], call, params, seen)
    const answer = read(seen)
    taken += outcome === 'error taken for a success'
    const alike = isDeepStrictEqual(Object.keys(wanted).sort(), Object.keys(answer).sort())
    const good = outcome === call[SDK] && alike && fits(wanted, answer)
    console.log(`${good ? 'ok  ' : 'FAIL'} ${call.method} [${call.auth}]: portal ${short(answer)}; ${SDK}: ${outcome}`)
    if (!good) {
      wrong += 1
      const also = trouble ? `; ${trouble}` : ''
      console.log(`     expected: portal ${short(wanted)}; ${SDK}: ${call[SDK]}${also}`)
    }
    if ('keep' in call && 'result' in answer) kept[call.keep] = answer.result
  }
  console.log(`${SDK}: ${mine.length - wrong} of ${mine.length} calls as the table says, ${taken} errors taken for successes`)
  return wrong === 0 ? 0 : 1
}

process.exit(await main(...process.argv.slice(2)))
