"""Vectors for browser: which command webbrowser starts, and how it chooses.

Nothing is started: subprocess, shutil.which and the like are replaced by
recorders, and sys.platform is set before the module is read anew, so that the
controllers of every platform answer here.
"""

import importlib
import io
import os
import shlex
import shutil  # now, since it can't be read where sys.platform says win32
import subprocess
import sys
import unittest.mock as mock


class Recorder:
    """Stands for subprocess and os.startfile, and notes what would be started.

    exits gives the exit status of the commands in turn (0 when used up). None is
    a command that is still running, "missing" one that can't be started.
    """

    def __init__(self, exits=(), output=None):
        self.events = []
        self.exits = list(exits)
        self.output = output or {}

    def popen(self, argv, **kw):
        status = self.exits.pop(0) if self.exits else 0
        name = "popen"
        if kw.get("start_new_session"):
            name = "popen-session"
        self.events.append([name, list(argv) if not isinstance(argv, str) else argv])
        if status == "missing":
            raise FileNotFoundError(argv[0])
        p = mock.Mock()
        p.poll.return_value = status or None  # one that ends well is still running right after its start

        def wait(timeout=None):
            if status is None and timeout is not None:
                raise subprocess.TimeoutExpired(argv, timeout)
            return status or 0

        p.wait.side_effect = wait
        p.returncode = status
        p.stdin = io.StringIO()
        return p

    def run(self, argv, **kw):
        self.events.append(["run", list(argv) if not isinstance(argv, str) else argv])
        status = self.exits.pop(0) if self.exits else 0
        r = mock.Mock()
        r.returncode = status or 0  # run waits for the end
        r.stdout = b""
        return r

    def check_output(self, argv, **kw):
        key = " ".join(argv)
        if key in self.output:
            return self.output[key].encode()
        raise FileNotFoundError(argv[0])

    def startfile(self, url):
        self.events.append(["startfile", url])
        status = self.exits.pop(0) if self.exits else 0
        if status:
            raise OSError("no association")

    def os_popen(self, command, mode="r"):
        rec = self

        class Pipe(io.StringIO):
            def close(self):
                rec.events.append(["os.popen", command, self.getvalue()])
                status = rec.exits.pop(0) if rec.exits else 0
                return status or None

        return Pipe()


class world:
    """A freshly read webbrowser on a platform, with an environment and commands."""

    def __init__(self, platform="linux", env=None, commands=(), exits=(), output=None):
        self.rec = Recorder(exits, output)
        which = lambda c, *a, **k: ("/bin/" + c if c in commands else None)
        self.patches = [
            mock.patch.object(sys, "platform", platform),
            mock.patch.dict(os.environ, {k: v for k, v in (env or {}).items()}, clear=True),
            mock.patch("subprocess.Popen", self.rec.popen),
            mock.patch("subprocess.run", self.rec.run),
            mock.patch("subprocess.check_output", self.rec.check_output),
            mock.patch("shutil.which", which),
            mock.patch("os.popen", self.rec.os_popen),
            mock.patch("os.startfile", self.rec.startfile, create=True),
            mock.patch("os.pathsep", ";" if platform == "win32" else ":"),
        ]

    def __enter__(self):
        for p in self.patches:
            p.start()
        sys.modules.pop("webbrowser", None)
        self.module = importlib.import_module("webbrowser")
        if sys.platform == "darwin":  # no user has chosen a default browser
            os.environ.setdefault("HOME", "/nonexistent")
        return self

    def __exit__(self, *exc):
        for p in reversed(self.patches):
            p.stop()
        sys.modules.pop("webbrowser", None)


def controller(m, cls, args):
    return getattr(m, cls)(*args)


def describe(c):
    if c is None:
        return None
    return [type(c).__name__, getattr(c, "name", None), list(getattr(c, "args", []))]


def call(platform, cls, args, method, url, new, autoraise, exits):
    """What a controller starts when it is asked to open a URL, and its answer."""
    with world(platform, exits=exits) as w:
        c = controller(w.module, cls, args)
        if method == "open":
            r = c.open(url, new, autoraise)
        else:
            r = getattr(c, method)(url)
        return [bool(r), w.rec.events]


def discover(platform, env, commands, output):
    """The names in the order in which open() tries them, and what each is."""
    with world(platform, env, commands, output=output) as w:
        w.module.register_standard_browsers()
        return [[n, describe(w.module._browsers[n.lower()][1])] for n in w.module._tryorder]


def get(platform, env, commands, output, using):
    with world(platform, env, commands, output=output) as w:
        return describe(w.module.get(using))


def open_(platform, env, commands, output, exits, url, new, autoraise):
    with world(platform, env, commands, exits, output) as w:
        r = w.module.open(url, new, autoraise)
        return [bool(r), w.rec.events]


FUNCS = {"call": call, "discover": discover, "get": get, "open": open_, "shlex": shlex.split}

CONTROLLERS = [
    ("linux", "Mozilla", ["firefox"]),
    ("linux", "Epiphany", ["epiphany"]),
    ("linux", "Chrome", ["google-chrome"]),
    ("linux", "Chromium", ["chromium"]),
    ("linux", "Edge", ["microsoft-edge"]),
    ("linux", "Opera", ["opera"]),
    ("linux", "Elinks", ["elinks"]),
    ("linux", "Konqueror", ["konqueror"]),
    ("linux", "GenericBrowser", ["lynx"]),
    ("linux", "GenericBrowser", [["links", "-g", "%s", "--u=%s"]]),
    ("linux", "BackgroundBrowser", ["xdg-open"]),
    ("linux", "BackgroundBrowser", [["gio", "open", "--", "%s"]]),
    ("win32", "BackgroundBrowser", ["firefox"]),
    ("win32", "Edge", ["MicrosoftEdge.exe"]),
    ("darwin", "MacOS", ["default"]),
    ("darwin", "MacOS", ["google chrome"]),
    ("darwin", "MacOS", ["firefox"]),
    ("darwin", "MacOS", ["safari"]),
    ("darwin", "MacOS", ["chromium"]),
    ("darwin", "MacOS", ["opera"]),
    ("darwin", "MacOS", ["microsoft edge"]),
    ("darwin", "MacOS", ["brave browser"]),
    ("darwin", "MacOS", ["Some Other"]),
]
URLS = ["http://x/", "https://example.com/a?b=c&d=%20#f", "http://x/?q=%s&r=%action", "http://h/$(id)`'\"\\;|", "http://h/a,b(c)", "file:///tmp/a.html", "https://é.example/"]
EXITS = [[], [1], [None], [1, 0], [1, 1], [1, None], [127, 3, None]]
# A command that can't be started raises in the controllers with remote commands.
MISSING = [["missing"], ["missing", 0], ["missing", None], ["missing", "missing"], ["missing", "missing", None], ["missing", "missing", "missing"]]

COMMANDS = [
    "xdg-open", "gio", "gvfs-open", "kfmclient", "x-www-browser", "firefox", "iceweasel", "seamonkey", "mozilla-firefox", "mozilla",
    "kfm", "konqueror", "epiphany", "google-chrome", "chrome", "chromium", "chromium-browser", "opera", "microsoft-edge",
    "www-browser", "links", "elinks", "lynx", "w3m", "MicrosoftEdge.exe", "xdg-settings", "/opt/firefox", "/opt/elinks", "/opt/lynx",
]
ENVS = {
    "DISPLAY": [":0", ""],
    "WAYLAND_DISPLAY": ["wayland-0"],
    "TERM": ["xterm", ""],
    "GNOME_DESKTOP_SESSION_ID": ["this-is-deprecated", ""],
    "KDE_FULL_SESSION": ["true"],
    "XDG_CURRENT_DESKTOP": ["GNOME", "ubuntu:GNOME", "KDE", "GNOME-Classic", "XFCE"],
}
CHOICES = [
    "firefox", "FireFox", "lynx", "Lynx", "a %s", "a %s &", "a 'b c' \"%s\" &", "firefox -P x", "/opt/firefox", "/opt/elinks", "/opt/lynx",
    "nosuch", "nosuch -x", "xdg-open", "XDG-Open", "elinks", "Konqueror", "chrome", "macosx", "windows-default", "#x", "./x &", "'q",
]
DEFAULT = "xdg-settings get default-web-browser"


def random_world(rng):
    """The arguments that discover, get and open_ begin with."""
    platform = rng.choice(["linux", "linux", "linux", "freebsd", "darwin", "win32"])
    env = {k: rng.choice(v) for k, v in ENVS.items() if rng.random() < 0.4}
    if rng.random() < 0.6:
        sep = ";" if platform == "win32" else ":"
        env["BROWSER"] = sep.join(rng.choice(CHOICES + [""]) for _ in range(rng.randint(1, 3)))
    commands = [c for c in COMMANDS if rng.random() < rng.choice([0.1, 0.5, 0.9])]
    output = {DEFAULT: rng.choice(COMMANDS) + rng.choice([".desktop\n", ".desktop", "\n"])} if rng.random() < 0.5 else {}
    return platform, env, commands, output


def vectors(v):
    for platform, cls, args in CONTROLLERS:
        for new in (0, 1, 2):
            for autoraise in (True, False):
                for url in URLS:
                    v.add("controllers", "call", platform, cls, args, "open", url, new, autoraise, [])
                for exits in EXITS:
                    v.add("controllers", "call", platform, cls, args, "open", URLS[0], new, autoraise, exits)
        for new in (3, -1):
            v.add("controllers", "call", platform, cls, args, "open", URLS[0], new, True, [])
        for method in ("open_new", "open_new_tab"):
            v.add("controllers", "call", platform, cls, args, method, URLS[1], 0, True, [])
        if cls in ("GenericBrowser", "BackgroundBrowser", "Konqueror"):
            for exits in MISSING:
                v.add("controllers", "call", platform, cls, args, "open", URLS[0], 0, True, exits)
    for using in CHOICES + ["FIREFOX", "%s", "x %s y", "MACOS", "microsoft-edge", "a\\", "a\\ %s", '"a\\"b\\c" %s', "'a'b\"c\"%s", "'' %s"]:
        for platform in ("linux", "darwin", "win32"):
            v.add("discovery", "get", platform, {"DISPLAY": ":0", "TERM": "x"}, COMMANDS, {}, using)
    for _ in range(1500):
        w = random_world(v.rng)
        v.add("discovery", "discover", *w)
        v.add("discovery", "get", *w, v.rng.choice(CHOICES + COMMANDS))
    for _ in range(400):
        platform, env, commands, output = random_world(v.rng)
        if platform == "win32" or "q" in env.get("BROWSER", ""):
            continue  # os.startfile has no counterpart; an unbalanced quote raises
        v.add("discovery", "open", platform, env, commands, output, [v.rng.choice([0, 1, None]) for _ in range(9)], "http://x/", v.rng.randint(0, 2), True)
    for using in "FIREFOX ", "FIREFOX -x", "/x/Firefox", "/x/Firefox -p", "MicrosoftEdge.exe ", "MicrosoftEdge.exe", "microsoftedge.exe", "microsoftedge.exe -x":
        commands = ["firefox", "FIREFOX", "/x/Firefox", "MicrosoftEdge.exe", "microsoftedge.exe"]
        v.add("discovery", "get", "linux", {"DISPLAY": ":0", "BROWSER": "MicrosoftEdge.exe"}, commands, {}, using)
    for text in ("", "a", " a  b\t c\n", "'a b'c", '"a b"c', "a\\ b", "'a", '"a', "a\\", '"a\\"b\\\\c\\d"', "''", "a '' b", "#a b", "a#b", "a;b&c|d"):
        v.add("words", "shlex", text)
