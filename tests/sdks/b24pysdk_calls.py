"""Goes through the table of calls with b24pysdk: b24pysdk_calls.py CALLS STATE BASE_URL."""
import importlib
import json
import sys
import urllib.request
from urllib.parse import urlsplit

from b24pysdk import BitrixApp, BitrixToken, BitrixWebhook, Client
from b24pysdk.api.requesters import BitrixAPIRequester
from b24pysdk.api.requests import BitrixAPIRequest

SDK = "b24pysdk"
TIMEOUT = 20


def seed(base, path):
    with open(path, "rb") as state:
        request = urllib.request.Request(f"{base}/__portal/state", state.read(), method="PUT")
    # Whatever proxy the environment names, the portal is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open(request, timeout=TIMEOUT).close()


def patch(seen):
    """The portal speaks plain http, and what it answers is to be seen before the SDK has read it."""
    callers = importlib.import_module("b24pysdk.api.callers.call_method")
    callers._MethodCaller._base_url = property(lambda self: f"http://{self._domain}/rest")
    send = BitrixAPIRequester._request

    def request(self):
        response = send(self)
        seen.update(http=response.status_code, text=response.text)
        return response

    BitrixAPIRequester._request = request


def token(domain, caller):
    if "webhook" in caller:
        return BitrixWebhook(domain=domain, webhook_token=caller["webhook"])
    app = BitrixApp(client_id="local", client_secret="local")
    token = BitrixToken(domain=domain, auth_token=caller["token"], bitrix_app=app)
    # Either would leave this machine.
    token._AUTO_REFRESH_EXPIRED_TOKEN = token._AUTO_CHANGED_DOMAIN = False
    return token


def prepare(token, method, params):
    """The SDK's own method where it has one, its generic call where it has none."""
    own = Client(token, timeout=TIMEOUT, max_retries=1)
    for name in method.split("."):
        own = getattr(own, name, None)
    if own is None:
        return BitrixAPIRequest(
            bitrix_token=token, api_method=method, params=params, timeout=TIMEOUT, max_retries=1
        )
    return own(**{"bitrix_id" if name == "id" else name: value for name, value in params.items()})


def filled(value, kept):
    """Puts what is given, or what earlier calls gave, where `$name.path` stands."""
    if isinstance(value, dict):
        return {name: filled(part, kept) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, kept) for part in value]
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    found = kept
    for step in value[1:].split("."):
        found = found[int(step) if isinstance(found, list) else step]
    return filled(found, kept)


def fits(wanted, got):
    """`?` is anything but nothing; an object may have more members than are wanted."""
    if wanted == "?":
        return got is not None
    if isinstance(wanted, dict):
        # PHP has one empty array.
        return (wanted == {} and got == []) or (
            isinstance(got, dict) and all(k in got and fits(v, got[k]) for k, v in wanted.items())
        )
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(fits, wanted, got))
    return type(wanted) is type(got) and wanted == got


def read(seen):
    """What the portal answered, in the table's words."""
    try:
        body = json.loads(seen.get("text", ""))
    except ValueError:
        return {"unreadable": seen.get("text", "")[:60], "http": seen.get("http")}
    if not isinstance(body, dict):
        return {"unreadable": seen["text"][:60], "http": seen["http"]}
    if "error" in body:
        return {"error": body["error"], "http": seen["http"]}
    result = body.get("result")
    if isinstance(result, dict) and "error" in result:
        return {"error": result["error"].get("error"), "in": "result"}
    return {"result": result}


def make(token, call, params, seen):
    """Makes the call; gives what the SDK made of the answer, and what it holds against it."""
    try:
        given = prepare(token, call["method"], params).result
    except Exception as error:
        # With an answer the class says enough; without one the text may quote the address, and a webhook's is secret.
        return f"raises {type(error).__name__}", None if seen else str(error).replace(token.auth_token, "***")
    if given != json.loads(seen["text"])["result"]:
        return "another result than the portal's", None
    if isinstance(given, dict) and "error" in given:
        return "error taken for a success", None
    return "result", None


def short(answer):
    text = json.dumps(answer, ensure_ascii=False)
    return text if len(text) <= 72 else f"{text[:69]}..."


def main(calls, state, base):
    with open(calls, encoding="utf-8") as file:
        table = json.load(file)
    seed(base, state)
    seen, kept, wrong, taken = {}, {"given": table["given"]}, 0, 0
    patch(seen)
    tokens = {name: token(urlsplit(base).netloc, caller) for name, caller in table["callers"].items()}
    calls = [call for call in table["calls"] if SDK in call]
    for call in calls:
        seen.clear()
        try:
            params, wanted = filled(call["params"], kept), filled(call["answer"], kept)
        except (KeyError, IndexError, TypeError):
            wrong += 1
            print(f"FAIL {call['method']} [{call['auth']}]: not called, an earlier call gave nothing to call it with")
            continue
        outcome, trouble = make(tokens[call["auth"]], call, params, seen)
        answer = read(seen)
        taken += outcome == "error taken for a success"
        good = outcome == call[SDK] and wanted.keys() == answer.keys() and fits(wanted, answer)
        mark = "ok  " if good else "FAIL"
        print(f"{mark} {call['method']} [{call['auth']}]: portal {short(answer)}; {SDK}: {outcome}")
        if not good:
            wrong += 1
            print(f"     expected: portal {short(wanted)}; {SDK}: {call[SDK]}" + (f"; {trouble}" if trouble else ""))
        if "keep" in call and "result" in answer:
            kept[call["keep"]] = answer["result"]
    print(f"{SDK}: {len(calls) - wrong} of {len(calls)} calls as the table says, {taken} errors taken for successes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
