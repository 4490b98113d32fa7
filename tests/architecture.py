"""What the code promises about itself, read from its syntax trees and templates.

Every check takes a path (relative to the project) and the text of a file, and yields what is
wrong with it in a sentence.
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("newsroom", "authors", "funding", "articles")
LONGEST = 300

FLOOR = {"newsroom", "newsroom.kit"}
WRITTEN = FLOOR | {"authors", "funding", "articles.models"}
FINDING = WRITTEN | {"articles.finding"}
DISCLOSURE = WRITTEN | {"articles.disclosure"}
SEARCH = DISCLOSURE | {"articles.search"}
MENTIONS = DISCLOSURE | {"articles.mentions"}
WRITING_ROOM = MENTIONS | {"articles.writing"}
RELATED = WRITTEN | {"articles.related"}
FORMER = WRITTEN | {"articles.former"}
PUBLISHING = WRITING_ROOM | FINDING | RELATED | {"articles.publishing"}
UPKEEP = PUBLISHING | {"articles.upkeep"}
REPORTS = UPKEEP | {"articles.reports"}
IMPORTS = UPKEEP | {"articles.imports"}
DEPARTURES = PUBLISHING | {"articles.departures"}
DEBT = IMPORTS | {"articles.debt"}
ARRIVALS = DEBT | FORMER | DEPARTURES | {"articles.arrivals"}
READER = UPKEEP | FORMER | {"articles.reader"}
PLANNING = UPKEEP | {"articles.planning"}
LETTERS = READER | {"articles.letters"}
FRONT = READER | {"articles.front"}
SETTING_UP = UPKEEP | {"articles.setting_up"}
SUBJECTS = {
    "articles.models": WRITTEN,
    "articles.finding": FINDING,
    "articles.disclosure": DISCLOSURE,
    "articles.mentions": MENTIONS,
    "articles.writing": WRITING_ROOM,
    "articles.related": RELATED,
    "articles.publishing": PUBLISHING,
    "articles.upkeep": UPKEEP,
    "articles.reports": REPORTS,
    "articles.imports": IMPORTS,
    "articles.debt": DEBT,
    "articles.former": FORMER,
    "articles.departures": DEPARTURES,
    "articles.arrivals": ARRIVALS,
    "articles.reader": READER,
    "articles.planning": PLANNING,
    "articles.letters": LETTERS,
    "articles.search": SEARCH,
    "articles.front": FRONT,
    "articles.setting_up": SETTING_UP,
}
# The desk of a subject may use what the subject may, and the desk of any other.
DESKS = {f"{subject}.desk" for subject in SUBJECTS} | {"articles.desk"}
EVERYTHING = REPORTS | ARRIVALS | FRONT | LETTERS | PLANNING | SEARCH | SETTING_UP | DESKS
# Who may import whom: the arrows of the architecture, and no others.
MAY_IMPORT = {
    "newsroom.kit": {"newsroom.kit"},
    "newsroom": FLOOR,
    "authors": FLOOR | {"authors"},
    "funding": FLOOR | {"funding"},
    "articles.apps": DEBT,
    **SUBJECTS,
    **{f"{subject}.desk": known | DESKS for subject, known in SUBJECTS.items()},
    "articles.desk": WRITTEN | DESKS,
    "articles.templatetags": EVERYTHING,
    "articles.admin": EVERYTHING,
    "articles.demo": EVERYTHING | {"articles.demo"},
    "articles.management": EVERYTHING | {"articles.demo", "articles.management"},
}
# The one place that gathers the models of all subjects: what is imported from there is
# taken for imported from where it is written.
GATHERED = "articles.models"

WRITING = {"create", "bulk_create", "get_or_create", "update_or_create", "update"}
MAKING = WRITING - {"update"}
ASKING = {"filter", "exclude", "get", "get_or_create", "Q", "get_object_or_404"}
# What a reader's page may ask of versions first.
READING = {"live", "live_pages", "begun", "gone", "funded_by"}
# And where whatever has an address is shown at it, be it a piece or a page.
SHOWING = {"articles/reader/missing.py", "articles/reader/translations.py"}
# What people write in, of which a reader's page never asks; what was frozen of it, as templates
# call it, and the columns that lead back.
WORKING_COPY = {"Article", "ArticleTag", "Byline", "Correction", "Guess", "Photo"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
FROZEN = "version|byline|handle|grant|party|logo|disclosure|notice|tag|correction|note"
MADE_OF = "article|section|issue|series|author|grant|funder|statement|wording|tag|correction"
LIFE = {"live_from", "live_until", "expires_at", "planned_until"}
# Text that was sanitised when it was stored, each a BodyField.
SANITISED = {"block.text", "frame.masthead.funding_policy", "frame.identity.footer"}
SETTLED = re.compile(r"Wording\.Status\.(APPROVED|RETIRED)|'(approved|retired)'")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OWN = {"self", "cls"}
# What mypy checks is what says its types. Desks are left out: Django's admin lays down how the
# functions there look.
TYPED = tuple(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"])
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "tools"}


def sources(*suffixes):
    """Yield (path, text) of the project's own files: not its tests, and no migrations."""
    folders = [*APPS, *({"templates", "static"} if ".py" not in suffixes else ())]
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text()


def module(path):
    """The dotted name of a file: articles/models/__init__.py is articles.models."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


# Each file is read by many checks.
parsed = cache(ast.parse)


@cache
def nodes(source):
    return tuple(ast.walk(parsed(source)))


def imported(source, path, known=frozenset()):
    """The project's modules that a module imports, anywhere in it.

    Of `known` modules the deepest is named: `from newsroom.audit import vouching`
    imports newsroom.audit.vouching.
    """
    found = set()
    for node in nodes(source):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, path)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                written = gathered().get(alias.name) if base == GATHERED else None
                found.add(written or (whole if whole in known else base))
    return {name for name in found if name.split(".")[0] in (*APPS, "tests")}


@cache
def gathered():
    """Where each model is written, by its name."""
    tree = ast.parse((ROOT / "articles" / "models" / "__init__.py").read_text())
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module for node in imports for alias in node.names}


def problem_codes(source):
    """The codes of the problems that a module makes."""
    codes = set()
    for node in nodes(source):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
            inside = ast.walk(node.args[0])
            codes |= {part.value for part in inside if isinstance(part, ast.Constant)}
    return codes


def _absolute(node, path):
    if not node.level:
        return node.module
    folders = path.split("/")[: -node.level]
    return ".".join([*folders, *([node.module] if node.module else [])])


def layer(name):
    """The longest part of a dotted name that the arrows speak of."""
    candidates = [known for known in MAY_IMPORT if f"{name}.".startswith(f"{known}.")]
    return max(candidates, key=len, default=name)


def wrong_arrows(path, source):
    if path == "articles/models/__init__.py":
        return
    here = layer(module(path))
    yield from _hidden_arrows(path, source)
    for name in sorted(imported(source, path)):
        if layer(name) not in MAY_IMPORT.get(here, ()):
            yield (
                f"{path} imports {name}, which {here} may not: see “Apps” in docs/architecture.md. "
                "What stands above brings what it has into a register, in articles/apps.py."
            )


def _hidden_arrows(path, source):
    """What an import would be if it named what it takes."""
    for node in nodes(source):
        if isinstance(node, ast.Import) and GATHERED in {alias.name for alias in node.names}:
            yield f"{path}:{node.lineno} imports {GATHERED} whole: name the models."
        if isinstance(node, ast.ImportFrom) and {"*"} == {alias.name for alias in node.names}:
            yield f"{path}:{node.lineno} imports whatever there is: name it."
        higher = path.startswith(("authors/", "funding/")) and isinstance(node, ast.Constant)
        if higher and re.match(r"articles(\.|$)", str(node.value)):
            yield f"{path}:{node.lineno} names {node.value}, which stands above."


def cycles(graph):
    """Yield a way round for every module that reaches itself; `graph` maps names to names."""
    for start in sorted(graph):
        ways, seen = [[start]], set()
        while ways:
            way = ways.pop()
            for step in sorted(graph.get(way[-1], ())):
                if step == start:
                    yield " → ".join([*way, step])
                    ways = []
                    break
                if step not in seen:
                    seen.add(step)
                    ways.append([*way, step])


def stages_set(path, source):
    if path == "articles/publishing/perform.py":
        return
    for node in nodes(source):
        if _sets_attribute(node, "stage") or "stage" in _written(node, {*WRITING, "Article"}):
            yield f"{path}:{node.lineno} sets a stage."


# Where the time is asked of the machine: on SQLite there is one; and where it decides nothing that
# readers see and nothing is recorded by it, as Django itself does for sessions.
OF_THE_MACHINE = ("newsroom/sqlite/", "newsroom/signin/", "newsroom/models/session.py")
OF_THE_MACHINE += ("newsroom/security_txt.py", "newsroom/operation/")
ITS_CLOCK = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "time.time"}


def clocks_of_the_machine(path, source):
    """Several machines may serve one newsroom: whoever wants the time asks newsroom.kit.clock."""
    if path.startswith(OF_THE_MACHINE):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ITS_CLOCK:
            yield f"{path}:{node.lineno} asks {ast.unparse(node)}: ask newsroom.kit.clock."


def endless_waits(path, source):
    """A thread or process that failed before it came so far is waited for until a time is up."""
    for node in nodes(source):
        bare_call = isinstance(node, ast.Call) and not node.args and not node.keywords
        if bare_call and isinstance(node.func, ast.Attribute) and node.func.attr == "wait":
            yield f"{path}:{node.lineno} waits for ever: say timeout=."


# The edits and the moves themselves; and drafts that are only being made.
COUNTING = {
    "articles/publishing/edits.py",
    "articles/publishing/perform.py",
    "articles/imports/store.py",
    "articles/debt/settling.py",
    "articles/arrivals/intake.py",
    "articles/arrivals/writing.py",
    "articles/arrivals/own/writing.py",
}


def edits_uncounted(path, source):
    """Whoever changes an article behind the desk does so inside `with editing(…)`."""
    if path in COUNTING:
        return
    for node in _outside_editing(parsed(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        saved = re.fullmatch(
            r"(\w*article|piece|copy|stored)\.(save|tags\.(add|set|remove|clear))", called
        )
        if saved or re.fullmatch(
            r"(Article|Byline|ArticleTag)\.objects\.(.*\.)?(bulk_)?update", called
        ):
            yield f"{path}:{node.lineno} changes an article, and counts no edit."


def _outside_editing(node):
    """Every node of a tree but for what stands inside `with editing(…)`."""
    yield node
    for child in ast.iter_child_nodes(node):
        counted = isinstance(child, ast.With) and any(
            ast.unparse(item.context_expr).startswith("editing(") for item in child.items
        )
        if not counted:
            yield from _outside_editing(child)


LOCKING = "newsroom/kit/locking.py"
# What locks the ledger until the transaction ends.
LEDGER_LOCKED = {"ledger.lock", "ledger.record", "perform", "approve", "retire"}
LEDGER_LOCKED |= {"approve_together", "changes.record", "changes.added", "waive", "lift", "keep_on"}
LEDGER_LOCKED |= {"record_cover", "record_uncover"}


def locks_out_of_order(path, source):
    """Rows are locked in one way, and by nobody who has the ledger already."""
    tree = parsed(source)
    if path != LOCKING and "select_for_update" in source:
        yield f"{path} locks rows without `held`."
    for function in filter(lambda node: isinstance(node, FUNCTIONS), ast.walk(tree)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        ledger = [node.lineno for node in calls if ast.unparse(node.func) in LEDGER_LOCKED]
        for node in calls:
            if _name(node) == "held" and ledger and node.lineno > min(ledger):
                yield f"{path}:{node.lineno} locks rows after the ledger."


# What decides which pieces a coverage row covers, and which row wins.
COVERING = {"specificity", "whole_site", "first_published_from", "first_published_until"}
COVERING |= {"tag_ids", "author_ids"}
WHERE = "articles/disclosure/models/target.py"
COVERAGE = {WHERE, "articles/disclosure/models/coverage.py", "articles/disclosure/rules.py"}
COVERAGE |= {"articles/disclosure/near.py"}
# It asks for no piece: only for the languages of all that coverage may meet.
COVERAGE |= {"articles/disclosure/needed.py"}
# Words for what a row is asked by its own modules alone.
OF_A_ROW = re.compile(r"\btarget\.(keys|under)$|\b(row|coverage)\.holds$")
BY_NAME = {"getattr", "attrgetter", "values", "values_list", "F"}


@cache
def targets():
    """What a row of coverage may name beside a piece, as the table of targets has it."""
    calls = [node for node in ast.walk(ast.parse((ROOT / WHERE).read_text())) if _is_target(node)]
    named = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    return {name for target in named - {"article"} for name in (target, f"{target}_id")}


def _is_target(node):
    return isinstance(node, ast.Call) and _name(node) == "Target"


def coverage_spelled_again(path, source):
    """Which pieces a row covers, and which row wins, is said in the modules of COVERAGE alone."""
    if path in COVERAGE:
        return
    instead = "ask row.covers(), or Coverage.objects.naming() or .filed_under()."
    knows_rows = re.search(r"^from .* import .*\bCoverage\b", source, re.MULTILINE)
    for node in nodes(source):
        asked = {ast.unparse(node)} if _asks_a_row(node) else set()
        if isinstance(node, ast.Compare) and knows_rows:
            sides = [node.left, *node.comparators]
            asked |= {ast.unparse(side) for side in sides if getattr(side, "attr", "") in targets()}
        if isinstance(node, ast.Call):
            asked |= set(_coverage_asked_for(node, knows_rows))
        for words in sorted(asked):
            yield f"{path}:{node.lineno} asks for {words} itself: {instead}"


def _asks_a_row(node):
    if not isinstance(node, ast.Attribute):
        return False
    return node.attr in COVERING or OF_A_ROW.search(ast.unparse(node))


def _coverage_asked_for(call, knows_rows):
    """What a call asks of rows of coverage by itself: in a query, or by the name of a column."""
    asked = ast.unparse(call.func)
    of_rows = re.search(r"\b(Coverage|coverages)\b", asked) or (
        knows_rows and re.search(r"\brows\b|^Q$", asked)
    )
    if _name(call) in BY_NAME:
        named = {part.value for part in call.args if isinstance(part, ast.Constant)}
        yield from named & (COVERING | (targets() if of_rows else set()))
    if _name(call) in ASKING:
        for key in _keys(call):
            parts = key.split("__")
            way, of_coverage, beyond = key.partition("coverages")
            through = of_coverage and {*way.split("__"), *beyond.split("__")} & {
                *targets(),
                *(f"{name}s" for name in targets()),
            }
            if {*parts} & COVERING or through or (of_rows and parts[0] in targets()):
                yield key


def _keys(call):
    """What a query asks for, however it is written: a=1, **{"a": 1}, Q(("a", 1))."""
    for keyword in call.keywords:
        if keyword.arg:
            yield keyword.arg
        elif isinstance(keyword.value, ast.Dict):
            keys = keyword.value.keys
            yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))
    for given in call.args:
        if isinstance(given, ast.Tuple) and given.elts and isinstance(given.elts[0], ast.Constant):
            yield str(given.elts[0].value)


def wording_statuses_set(path, source):
    if path == "funding/approval.py":
        return
    for node in nodes(source):
        assigned = isinstance(node, ast.Assign) and any(
            _sets_attribute(target, "status") for target in ast.walk(node)
        )
        named = assigned or "status" in _written(node, {*WRITING, "Wording"})
        if named and SETTLED.search(_text(node)):
            yield f"{path}:{node.lineno} settles a wording."


def versions_made(path, source):
    if path.startswith("articles/publishing/"):
        return
    for node in nodes(source):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        history = r"\b(PublishedVersion|Version[A-Z]\w+|versions|Withdrawal|withdrawals)\b"
        managed = re.search(history, called) and called.split(".")[-1] in MAKING
        # The style guide shows versions that are stored nowhere.
        drawn = called == "PublishedVersion" and path == "articles/reader/styleguide/samples.py"
        if managed or (called in ("PublishedVersion", "Withdrawal") and not drawn):
            yield f"{path}:{node.lineno} makes a version."


# Where rows come in as they are, past the models: see docs/decisions/0059.
RESTORING = "newsroom/backups/restoring.py"


def rows_filled_in(path, source):
    """Frozen rows come in by publishing, and by a restore into an empty newsroom."""
    if path == RESTORING or "newsroom.backups" not in source:
        return
    for node in nodes(source):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        named = isinstance(node, ast.ImportFrom) and {"fill"} & {one.name for one in node.names}
        if called == "tables.fill" or named:
            yield f"{path}:{node.lineno} fills in rows: {RESTORING} alone does."


MOMENTS = "newsroom/kit/moments.py"
CLOCKS = {"localdate", "localtime", "get_default_timezone", "get_current_timezone"}


def days_told_elsewhere(path, source):
    """Django's days follow whatever zone is active; those of the publication never do."""
    if path == MOMENTS:
        return
    for node in ast.walk(ast.parse(source)):
        named = {getattr(node, "attr", None), getattr(node, "id", None)} | (
            {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        )
        if isinstance(node, ast.Attribute | ast.Name | ast.ImportFrom) and named & CLOCKS:
            yield f"{path}:{node.lineno} tells a day or an hour: ask {MOMENTS}."


def other_definitions_of_live(path, source):
    if path.startswith(("articles/models/", "articles/publishing/")):
        return
    for node in nodes(source):
        if not isinstance(node, ast.Call):
            continue
        asked = {part for key in node.keywords for part in (key.arg or "").split("__")}
        if _name(node) in ASKING and asked & LIFE:
            yield f"{path}:{node.lineno} asks for {', '.join(sorted(asked & LIFE))} itself."
        named = node.args[0] if _name(node) == "F" else None
        if isinstance(named, ast.Constant) and named.value.split("__")[-1] in LIFE:
            yield f"{path}:{node.lineno} compares {named.value} itself."


def readers_shown_more_than_is_live(path, source):
    if not path.startswith(("articles/reader/", "articles/front/")):
        return
    for node in nodes(source):
        may_ask = READING | {"shown"} if path in SHOWING else READING
        if not isinstance(node, ast.Attribute) or node.attr in may_ask:
            continue
        asked = ast.unparse(node.value)
        if node.attr in MANAGERS and asked in WORKING_COPY:
            yield f"{path}:{node.lineno} asks for {asked}, a working copy: ask for frozen rows."
        # A scope is a list of readers that was cut out of what is live already.
        if re.search(r"\bPublishedVersion\.\w+$|(?<!\bscope)\.versions$", asked):
            yield (
                f"{path}:{node.lineno} asks for {ast.unparse(node)}, not for what is live: "
                "begin at .live() or .begun()."
            )


def frozen_rows_left(path, template):
    """A page of readers prints frozen rows, and not what those were made of."""
    if path.startswith("templates/admin/"):
        return
    for way in re.findall(rf"\b(?:{FROZEN})\.(?:{MADE_OF})\b[\w.]*", template):
        yield f"{path} reaches {way}, which people edit: freeze what it prints."


def drawers(path):
    """A name that says nothing gathers everything."""
    if set(module(path).split(".")) & DRAWERS:
        yield f"{path} is named after nothing."


def too_long(path, source):
    lines = source.count("\n")
    if lines > LONGEST:
        yield f"{path} has {lines} lines, and {LONGEST} are the most: cut it by subject."


def untyped(path, source):
    """What a public function leaves unsaid of what it takes and gives back."""
    if not path.startswith(TYPED) or "/desk/" in path or path.endswith("/admin.py"):
        return
    for function in _public_functions(parsed(source)):
        taken = [node for node in ast.iter_child_nodes(function.args) if isinstance(node, ast.arg)]
        unsaid = [one.arg for one in taken if not one.annotation and one.arg not in OWN]
        if not function.returns:
            unsaid.append("what it returns")
        if unsaid:
            yield f"{path}:{function.lineno} {function.name} has no type for {', '.join(unsaid)}."


def _public_functions(scope):
    """The functions of a module and the methods of its classes, with what makes an instance."""
    for node in scope.body:
        public = not getattr(node, "name", "").startswith("_")
        if isinstance(node, ast.ClassDef) and public:
            yield from _public_functions(node)
        elif isinstance(node, FUNCTIONS) and (public or node.name == "__init__"):
            yield node


def inline_code(path, source):
    """What the content security policy would have to allow; JSON-LD is data and runs nowhere."""
    for tag in re.findall(r"<script\b[^>]*>", source):
        if " src=" not in tag and 'type="application/ld+json"' not in tag:
            yield f"{path} has a script of its own: {tag}"
    for found in re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", source):
        yield f"{path} has {found.strip()}"


def unsafe_output(path, source):
    for expression in re.findall(r"([\w.]+)[^{}%]*\|\s*safe(?:seq)?\b", source):
        if expression not in SANITISED:
            yield f"{path} prints {expression} as it is."
    if re.search(r"{%\s*autoescape\s+off", source):
        yield f"{path} turns escaping off."


def _sets_attribute(node, name):
    stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    named = isinstance(node, ast.Call) and _name(node) == "setattr" and len(node.args) > 1
    return (stored and node.attr == name) or (named and _text(node.args[1]) == repr(name))


def _written(node, names):
    """The columns that a call of one of these names writes."""
    if not isinstance(node, ast.Call) or _name(node) not in names:
        return set()
    return {key.arg for key in node.keywords}


def _name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _text(node):
    return ast.unparse(node) if isinstance(node, (ast.expr, ast.stmt)) else ""
