"""What nginx says by itself: to whoever asks for another name, and while the newsroom is away."""

import os
import signal
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from walk.reading import trusting
from walk.terminal import Failed

WRITING = "Were you writing at the desk?"


def walk(machine):
    """Raises Failed where a page is bare, or a name that is not ours is answered."""
    if not machine.nginx:
        return
    other_names(machine)
    said(machine, "/", 413, "Too much at once", **{"Content-Length": "40000000"})
    said(machine, "/", 400, "This could not be read", Cookie="a" * 40_000)
    said(machine, "/" + "a" * 10_000, 414, "This could not be read")
    said(machine, "/proxy-pages/502.html", 404, "Nothing is here")
    said(machine, "/media/pictures/00/none.jpg", 404, "", ours=False)
    machine.type("systemctl stop newsroom")
    for path in ("/", "/desk/", "/media/pictures/00/none.jpg"):
        said(machine, path, 502, WRITING)
    machine.type("systemctl start newsroom")
    stands_still(machine)


def other_names(machine):
    """A redirect is given to our name alone; whoever asks for another is hung up on."""
    for name, expected in (("localhost", 301), ("elsewhere.example", None), ("127.0.0.1", None)):
        connection = HTTPConnection("127.0.0.1", machine.plain_port, timeout=60)
        if answered(connection, "/", Host=name)[0] != expected:
            raise Failed(f"Port 80 does not answer {name} with {expected}.")
    secure = HTTPSConnection("localhost", machine.port, timeout=60, context=trusting(machine))
    if answered(secure, "/", Host="elsewhere.example")[0]:
        raise Failed("Port 443 answers under another name.")


def stands_still(machine):
    """gunicorn takes connections and says nothing; nginx, told to wait for two seconds, says so."""
    site = machine.root / "etc/nginx/sites-enabled/newsroom"
    patient = site.read_text()
    site.write_text(patient.replace("proxy_redirect off;", "proxy_read_timeout 2s;"))
    machine.type("systemctl stop nginx; systemctl start nginx")
    gunicorn = int((machine.root / "run/newsroom.pid").read_text())
    os.killpg(gunicorn, signal.SIGSTOP)
    try:
        said(machine, "/desk/", 504, WRITING)
    finally:
        os.killpg(gunicorn, signal.SIGCONT)
        site.write_text(patient)
    machine.type("systemctl stop nginx; systemctl start nginx")


def said(machine, path, status, words, ours=True, **headers):
    """It answers with a page in our design: nginx's own where `ours`, else the newsroom's."""
    secure = HTTPSConnection("localhost", machine.port, timeout=60, context=trusting(machine))
    got, told, body = answered(secure, path, **headers)
    where = f"{path[:40]} answers {got}: {body[:200]!r}"
    if got != status or words not in body or "</main>" not in body:
        raise Failed(where)
    if ours and told["Cache-Control"] != "private, no-store":
        raise Failed(f"{where}\n{told}")
    if (told["Retry-After"] == "60") != (status >= 500):
        raise Failed(f"{where}\n{told}")


def answered(connection, path, **headers):
    """``(status, headers, text)``; the status is None where nothing is answered."""
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    except (HTTPException, OSError):
        return None, {}, ""
    finally:
        connection.close()
